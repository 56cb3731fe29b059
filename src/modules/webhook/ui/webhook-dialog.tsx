"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import type { AppRouter } from "@/trpc/router";
import { type CreateWebhook, createWebhookInput, type WebhookView, webhookEvents, webhookStories } from "../schema";
import { eventWords, storiesWords } from "./words";

export interface WebhookDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  action: string;
  /** What it begins with; a new one without. */
  value?: WebhookView;
  onSubmit: (values: CreateWebhook) => void;
  busy: boolean;
  error: TRPCClientErrorLike<AppRouter> | null;
}

/** The settings of an endpoint. Give it another key when it is opened anew. */
export function WebhookDialog({ open, onOpenChange, title, action, value, onSubmit, busy, error }: WebhookDialogProps) {
  const formId = useId();
  const form = useForm({
    resolver: zodResolver(createWebhookInput),
    defaultValues: {
      name: value?.name ?? "",
      url: value?.url ?? "",
      events: value?.events ?? ["story.published"],
      stories: value?.stories ?? "all",
    },
  });
  const { errors } = form.formState;
  const tellsStories = form.watch("events").includes("story.published");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={title}
      footer={
        <Button type="submit" form={formId} variant="primary" loading={busy}>
          {action}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={form.handleSubmit(onSubmit)} className="flex flex-col gap-6">
        <Field label="Name" hint="What receives it, such as “newsletter”." error={errors.name?.message}>
          {(control) => <TextInput {...control} {...form.register("name")} maxLength={60} />}
        </Field>
        <Field label="Address" hint="It gets POST requests." error={errors.url?.message}>
          {(control) => (
            <TextInput
              {...control}
              {...form.register("url")}
              type="url"
              inputMode="url"
              placeholder="https://"
              spellCheck={false}
            />
          )}
        </Field>
        <fieldset>
          <legend className="font-medium">It is told when</legend>
          {webhookEvents.map((event) => (
            <label key={event} className="flex cursor-pointer items-center gap-3 py-1.5 pointer-coarse:py-2.5">
              <input type="checkbox" className="size-4" value={event} {...form.register("events")} />
              {eventWords[event]}
            </label>
          ))}
          <p role="alert" className="text-danger text-sm">
            {errors.events?.message}
          </p>
        </fieldset>
        {tellsStories && (
          <Field label="Of which stories">
            {(control) => (
              <Select {...control} {...form.register("stories")}>
                {webhookStories.options.map((option) => (
                  <option key={option} value={option}>
                    {storiesWords[option]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </form>
      {error && (
        <Notice tone="danger" role="alert" className="mt-4" title="It was not saved">
          {error.message}
        </Notice>
      )}
    </Dialog>
  );
}
