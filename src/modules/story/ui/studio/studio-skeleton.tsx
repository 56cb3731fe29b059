import { Skeleton } from "@/components/skeleton";
import { VisuallyHidden } from "@/components/visually-hidden";

const rows = ["a", "b", "c", "d", "e", "f"];

export function StudioSkeleton() {
  return (
    <div className="mx-auto max-w-[56rem] px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <VisuallyHidden role="status">Opening the studio</VisuallyHidden>
      <div className="flex items-end justify-between">
        <Skeleton className="h-12 w-40" />
        <Skeleton className="h-10 w-32" />
      </div>
      <Skeleton className="mt-8 h-8 w-72" />
      {rows.map((row) => (
        <div key={row} className="border-rule border-b py-4">
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="mt-2 h-5 w-1/2" />
        </div>
      ))}
    </div>
  );
}
