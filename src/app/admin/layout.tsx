import type { ReactNode } from "react";
import { AdminNav } from "./admin-nav";
import { requireStaff } from "./require-staff";

/** For moderators and administrators. What each of them may see, its queries decide. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { role } = await requireStaff();
  return (
    <div className="mx-auto max-w-page px-4 pb-20 sm:px-6">
      <AdminNav role={role} />
      {children}
    </div>
  );
}
