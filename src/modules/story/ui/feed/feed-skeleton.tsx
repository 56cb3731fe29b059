import { Skeleton } from "@/components/skeleton";
import { VisuallyHidden } from "@/components/visually-hidden";
import { placeOf } from "./list-layout";

/** Keeps the room of the list while it is on its way. */
export function FeedSkeleton() {
  return (
    <>
      <p role="status">
        <VisuallyHidden>Loading the stories</VisuallyHidden>
      </p>
      <div className="grid gap-x-14 lg:grid-cols-2">
        <div className={placeOf(0)}>
          <LeadSkeleton />
        </div>
        <SkeletonCards count={6} />
      </div>
    </>
  );
}

function LeadSkeleton() {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-5 sm:grid-cols-[13rem_minmax(0,1fr)] sm:gap-x-8 lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-x-12">
      <Skeleton className="aspect-2/3 w-full" />
      <div className="flex flex-col gap-3 self-center">
        <Skeleton className="h-3.5 w-24" />
        <Skeleton className="h-10 w-4/5" />
        <Skeleton className="h-5 w-full max-w-xl" />
        <Skeleton className="h-5 w-2/3 max-w-md" />
        <Skeleton className="mt-2 h-5 w-40" />
      </div>
    </div>
  );
}

export function SkeletonCards({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
    <div key={index} className={placeOf(index + 1)}>
      <div className="grid min-h-44 grid-cols-[4.75rem_minmax(0,1fr)] gap-x-4 sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:gap-x-5">
        <Skeleton className="aspect-2/3 w-full" />
        <div className="flex flex-col gap-2.5 pt-0.5">
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-5 w-3/5" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="mt-1 h-4 w-36" />
        </div>
      </div>
    </div>
  ));
}
