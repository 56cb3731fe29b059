import { Skeleton } from "@/components/skeleton";
import { VisuallyHidden } from "@/components/visually-hidden";

/** Keeps the room of the comments while they are on their way. */
export function CommentsSkeleton() {
  return (
    <div>
      <VisuallyHidden role="status">Loading the comments</VisuallyHidden>
      <Skeleton className="h-8 w-40" />
      <Skeleton className="mt-4 h-24 w-full" />
      {["w-4/5", "w-2/3", "w-11/12"].map((width) => (
        <div key={width} className="mt-8">
          <Skeleton className="h-4 w-32" />
          <Skeleton className={`mt-2.5 h-4 ${width}`} />
          <Skeleton className="mt-2 h-4 w-1/2" />
        </div>
      ))}
    </div>
  );
}
