import { Skeleton } from "@/components/skeleton";

export default function AdminLoading() {
  return (
    <div aria-busy="true" className="mt-8">
      <Skeleton className="h-12 w-56" />
      <Skeleton className="mt-6 h-24" />
      <Skeleton className="mt-10 h-72" />
    </div>
  );
}
