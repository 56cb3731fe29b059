"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { trpc } from "@/trpc/react";
import { type NewApiKey, type Scope, scope } from "../schema";
import { scopeWords } from "./scopes";

const lifetimes = [
  { days: "30", label: "30 days" },
  { days: "90", label: "90 days" },
  { days: "365", label: "One year" },
  { days: "", label: "Until it is revoked" },
];

export interface CreateKeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isStaff: boolean;
  onMade: (key: NewApiKey) => void;
}

export function CreateKeyDialog({ open, onOpenChange, isStaff, onMade }: CreateKeyDialogProps) {
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [scopes, setScopes] = useState<Scope[]>(["read"]);
  const create = trpc.apiKey.create.useMutation({
    onSuccess(key) {
      setName("");
      setScopes(["read"]);
      onMade(key);
    },
  });
  const offered = scope.options.filter((one) => one !== "admin" || isStaff);
  const toggle = (one: Scope) =>
    setScopes((before) => (before.includes(one) ? before.filter((other) => other !== one) : [...before, one]));
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="New key"
      footer={
        <Button
          variant="primary"
          loading={create.isPending}
          disabled={!name.trim() || scopes.length === 0}
          onClick={() => create.mutate({ name, scopes, expiresInDays: days ? Number(days) : null })}
        >
          Make the key
        </Button>
      }
    >
      <Field label="Name" hint="What uses it, such as “newsletter”." counter={{ value: name.length, max: 60 }}>
        {(control) => (
          <TextInput {...control} value={name} maxLength={60} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <fieldset className="mt-6">
        <legend className="font-medium">What it may do</legend>
        {offered.map((one) => (
          <label key={one} className="flex cursor-pointer items-start gap-3 py-2">
            <input
              type="checkbox"
              className="mt-1 size-4"
              checked={scopes.includes(one)}
              onChange={() => toggle(one)}
            />
            <span>
              {scopeWords[one].name}
              <span className="block text-ink-muted text-sm">{scopeWords[one].allows}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field label="It lasts" className="mt-6">
        {(control) => (
          <Select {...control} value={days} onChange={({ target }) => setDays(target.value)}>
            {lifetimes.map(({ days, label }) => (
              <option key={days} value={days}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {create.error && (
        <Notice tone="danger" className="mt-4" title="The key was not made">
          {create.error.message}
        </Notice>
      )}
    </Dialog>
  );
}
