import type { Metadata } from "next";
import { Notice } from "@/components/notice";
import { RelativeTime } from "@/components/relative-time";
import { BulletinForm } from "@/modules/bulletin/ui/bulletin-form";
import { caller } from "@/trpc/server";
import { forAdmins } from "../for-admins";

export const metadata: Metadata = { title: "Notices" };

export default async function NoticesPage() {
  await forAdmins();
  const { bulletin } = await caller();
  const [{ bulletin: current }, past] = await Promise.all([bulletin.current(), bulletin.list()]);
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Notices</h1>
      <p className="mt-3 max-w-prose text-ink-muted">
        One sentence to everybody who has Inkwire open, members and guests, such as before you restart it. It shows at
        the foot of every page at once; each reader can put it away.
      </p>
      {current && (
        <Notice tone={current.tone} title="Shown now" className="mt-6 max-w-prose">
          {current.text}
        </Notice>
      )}
      <BulletinForm current={current} />
      {past.length > 0 && (
        <section aria-labelledby="past-heading" className="mt-12">
          <h2 id="past-heading" className="font-serif text-title">
            Said so far
          </h2>
          <ol className="mt-3 divide-y divide-rule border-rule border-y">
            {past.map(({ id, text, by, postedAt }) => (
              <li key={id} className="py-3">
                <p className="wrap-anywhere">{text}</p>
                <p className="mt-0.5 text-ink-muted text-sm">
                  @{by}, <RelativeTime dateTime={postedAt} />
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
