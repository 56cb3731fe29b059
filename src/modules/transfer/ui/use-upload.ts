"use client";

import { useEffect, useRef, useState } from "react";
import { type UploadView, uploadLimit, uploadView } from "../schema";

export type UploadState =
  | { state: "idle" }
  | { state: "sending"; name: string /** From 0 to 1. */; sent: number }
  | { state: "failed"; name: string; message: string };

/** Sends a file, telling how much of it has left: `fetch`, and so tRPC's client, cannot say. */
export function useUpload(onUploaded: (upload: UploadView) => void) {
  const [upload, setUpload] = useState<UploadState>({ state: "idle" });
  const request = useRef<XMLHttpRequest | null>(null);
  useEffect(() => () => request.current?.abort(), []);

  const fail = (name: string, message: string) => setUpload({ state: "failed", name, message });

  const send = (file: File) => {
    request.current?.abort();
    if (file.size > uploadLimit) return fail(file.name, `It is larger than ${uploadLimit / 1024 / 1024} MB.`);
    const sending = new XMLHttpRequest();
    request.current = sending;
    const form = new FormData();
    form.set("file", file);
    sending.open("POST", "/api/trpc/transfer.upload");
    sending.upload.onprogress = ({ loaded, total }) =>
      setUpload({ state: "sending", name: file.name, sent: total ? loaded / total : 0 });
    sending.onerror = () => fail(file.name, "The server could not be reached. Try again in a moment.");
    sending.onload = () => {
      const answer = readAnswer(sending.responseText);
      if ("error" in answer) return fail(file.name, answer.error);
      setUpload({ state: "idle" });
      onUploaded(answer.upload);
    };
    setUpload({ state: "sending", name: file.name, sent: 0 });
    sending.send(form);
  };

  const cancel = () => {
    request.current?.abort();
    setUpload({ state: "idle" });
  };
  return { upload, send, cancel };
}

function readAnswer(text: string): { upload: UploadView } | { error: string } {
  try {
    const { result, error } = JSON.parse(text);
    return result ? { upload: uploadView.parse(result.data) } : { error: String(error.message) };
  } catch {
    return { error: "The server could not take this file. Try again in a moment." };
  }
}
