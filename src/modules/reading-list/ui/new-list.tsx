"use client";

import { useRouter } from "next/navigation";
import { ListForm } from "./list-form";
import { listHref } from "./list-items";

export function NewList() {
  const router = useRouter();
  return <ListForm list={null} onSaved={(list) => router.push(listHref(list))} />;
}
