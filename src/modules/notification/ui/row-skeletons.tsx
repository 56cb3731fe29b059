import { Skeleton } from "@/components/skeleton";
import { VisuallyHidden } from "@/components/visually-hidden";

/** Of the whole list: its filters, then its rows, which reach into the margins as they will. */
export function ListSkeleton() {
  return (
    <>
      <div className="mt-6 mb-2 flex flex-wrap items-end justify-between gap-3">
        <Skeleton className="h-10 w-32" />
        <Skeleton className="h-10 w-full sm:w-80" />
      </div>
      <div className="-mx-4">
        <RowSkeletons count={6} />
      </div>
    </>
  );
}

export function RowSkeletons({ count }: { count: number }) {
  return (
    <div>
      <VisuallyHidden role="status">Loading your notifications</VisuallyHidden>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={index} className="flex items-start gap-3 px-4 py-3">
          <Skeleton className="size-8 rounded-full!" />
          <div className="flex-1">
            <Skeleton className="h-5 w-full max-w-80" />
            <Skeleton className="mt-1.5 h-4 w-24" />
          </div>
        </div>
      ))}
    </div>
  );
}
