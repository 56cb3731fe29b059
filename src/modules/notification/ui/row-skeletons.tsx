import { Skeleton } from "@/components/skeleton";
import { VisuallyHidden } from "@/components/visually-hidden";

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
