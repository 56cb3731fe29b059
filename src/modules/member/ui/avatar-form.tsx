"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { reasonOf, trpc } from "@/trpc/react";
import { avatarLimit, type MeView } from "../schema";
import { useObjectUrl } from "./use-object-url";

const megabyte = 1024 * 1024;

/** Choose, look at it in place, then use it or not. */
export function AvatarForm({ me }: { me: MeView }) {
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const [image, setImage] = useState(me.image);
  const [chosen, setChosen] = useState<File | null>(null);
  const [problem, setProblem] = useState("");
  const preview = useObjectUrl(chosen);
  useEffect(() => setImage(me.image), [me.image]);

  const settle = (what: string) => ({
    onSuccess(view: MeView) {
      setImage(view.image);
      setChosen(null);
      toast.success(what);
      router.refresh(); // the header shows it as well
    },
    onError(error: { message: string }) {
      setProblem(reasonOf(error) === null ? "The server could not be reached. Try again in a moment." : error.message);
    },
  });
  const upload = trpc.member.setAvatar.useMutation(settle("Your picture is in use"));
  const remove = trpc.member.removeAvatar.useMutation(settle("Your picture is removed"));

  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = ""; // so that choosing the same file again is a choice, too
    if (!file) return;
    const tooLarge = file.size > avatarLimit;
    setProblem(tooLarge ? `This picture is larger than ${avatarLimit / megabyte} MB; choose a smaller one.` : "");
    if (!tooLarge) setChosen(file);
  };

  const send = (file: File) => {
    setProblem("");
    const form = new FormData();
    form.set("avatar", file);
    upload.mutate(form);
  };

  return (
    <div className="flex items-start gap-5">
      <Avatar handle={me.handle} src={preview ?? image} size="lg" alt={preview ? "The picture you chose" : ""} />
      <div className="min-w-0">
        <input
          ref={picker}
          type="file"
          aria-label="Picture file"
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
          tabIndex={-1}
          onChange={choose}
          className="sr-only"
        />
        <div className="flex flex-wrap gap-2">
          {chosen ? (
            <>
              <Button variant="primary" loading={upload.isPending} onClick={() => send(chosen)}>
                Use this picture
              </Button>
              <Button variant="quiet" disabled={upload.isPending} onClick={() => setChosen(null)}>
                Keep the old one
              </Button>
            </>
          ) : (
            <>
              <Button onClick={() => picker.current?.click()}>
                {image ? "Change the picture" : "Choose a picture"}
              </Button>
              {image && (
                <Button variant="quiet" loading={remove.isPending} onClick={() => remove.mutate()}>
                  Remove
                </Button>
              )}
            </>
          )}
        </div>
        <p className="mt-2 text-ink-muted text-sm">
          JPEG, PNG, WebP, AVIF or GIF, up to {avatarLimit / megabyte} MB. It is cropped to a square, and what the
          camera noted in it, such as the place, is left out.
        </p>
        <p aria-live="polite" className="text-danger text-sm not-empty:mt-2">
          {problem}
        </p>
      </div>
    </div>
  );
}
