"use client";

import { useRef, useState } from "react";

/**
 * A view that changes at once, before the server has answered: `begin` with what it will be, then ask. It shows the answer once
 * none is outstanding, so that of several quick changes no early answer undoes a later one; where one is refused, it shows what
 * was answered last.
 */
export function useAnswered<View>(initial: View, onRefused: () => void) {
  const [view, setView] = useState(initial);
  const answered = useRef(initial);
  const outstanding = useRef(0);
  return {
    view,
    setView(next: View) {
      answered.current = next;
      setView(next);
    },
    begin(next: View = view) {
      outstanding.current++;
      setView(next);
    },
    handlers: {
      onSuccess(answer: View) {
        answered.current = answer;
        if (--outstanding.current === 0) setView(answer);
      },
      onError() {
        outstanding.current--;
        setView(answered.current);
        onRefused();
      },
    },
  };
}
