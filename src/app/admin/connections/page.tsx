import type { Metadata } from "next";
import { Connections } from "@/modules/admin/ui/connections";
import { caller } from "@/trpc/server";
import { forAdmins } from "../for-admins";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage() {
  await forAdmins();
  const first = await (await caller()).admin.connections();
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Connections</h1>
      <p className="mt-3 max-w-prose text-ink-muted">
        Whoever is disconnected comes back by themselves and misses nothing. To keep somebody out, suspend them in
        moderation.
      </p>
      <Connections first={first} />
    </>
  );
}
