import type { Metadata } from "next";
import { Health } from "@/modules/admin/ui/health";
import { caller } from "@/trpc/server";
import { forAdmins } from "../for-admins";

export const metadata: Metadata = { title: "Health" };

export default async function HealthPage() {
  await forAdmins();
  const first = await (await caller()).admin.health();
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Health</h1>
      <Health first={first} />
    </>
  );
}
