"use client";

import { ArrowLeft, Eye, Maximize2, Minimize2, Pencil } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { modKey } from "@/app/shell/mod-key";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import type { Health } from "../manuscript/status-text";
import { SaveState } from "./save-state";

export interface EditorBarProps {
  health: Health | null;
  preview: boolean;
  onPreview: (preview: boolean) => void;
  focused: boolean;
  onFocused: (focused: boolean) => void;
  toolbar: ReactNode;
  actions: ReactNode;
}

export function EditorBar({ health, preview, onPreview, focused, onFocused, toolbar, actions }: EditorBarProps) {
  return (
    <div className="sticky top-(--header-height) z-20 -mx-4 flex flex-wrap items-center gap-x-2 gap-y-1 border-rule border-b bg-paper px-4 py-2 sm:-mx-6 sm:px-6">
      {!focused && (
        <Button asChild size="sm" variant="quiet" className="-ms-3 max-sm:w-8 max-sm:px-0!">
          <Link href="/studio">
            <ArrowLeft aria-hidden="true" />
            <span className="max-sm:sr-only">Studio</span>
          </Link>
        </Button>
      )}
      <div className="order-last basis-full sm:order-none sm:basis-auto">{toolbar}</div>
      <div className="ms-auto flex min-w-0 flex-1 items-center justify-end gap-1 sm:gap-2">
        <SaveState health={health} />
        <IconButton
          size="sm"
          label={`Preview (${modKey()}Shift+P)`}
          aria-pressed={preview}
          onClick={() => onPreview(!preview)}
          className="aria-pressed:bg-paper-sunk"
        >
          {preview ? <Pencil aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </IconButton>
        <IconButton
          size="sm"
          label={`Focus (${modKey()}Shift+F)`}
          aria-pressed={focused}
          onClick={() => onFocused(!focused)}
          // On a phone nearly everything is hidden as it is.
          className="aria-pressed:bg-paper-sunk max-sm:hidden"
        >
          {focused ? <Minimize2 aria-hidden="true" /> : <Maximize2 aria-hidden="true" />}
        </IconButton>
        {actions}
      </div>
    </div>
  );
}
