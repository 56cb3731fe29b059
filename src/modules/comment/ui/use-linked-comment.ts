"use client";

import { useEffect, useRef, useState } from "react";

const linkPattern = /^#comment-([0-9a-f-]{36})$/;

/**
 * The comment that the address leads to. One that is not on the page is loaded with its thread, then it is scrolled to.
 * @param load begins the list at the comment's thread; resolves with whether it could be had.
 */
export function useLinkedComment(load: (id: string) => Promise<boolean>) {
  const [linked, setLinked] = useState<{ id: string; missing: boolean } | null>(null);
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });

  useEffect(() => {
    const follow = async () => {
      const id = linkPattern.exec(location.hash)?.[1];
      if (!id) return setLinked(null);
      const present = document.getElementById(`comment-${id}`) !== null;
      setLinked({ id, missing: !present && !(await latest.current(id)) });
    };
    void follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => {
    if (!linked || linked.missing) return;
    const comment = document.getElementById(`comment-${linked.id}`);
    comment?.scrollIntoView({ block: "start" });
    comment?.focus({ preventScroll: true });
  }, [linked]);

  return { id: linked?.id ?? null, missing: linked?.missing ?? false };
}
