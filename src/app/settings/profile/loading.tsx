import { Skeleton } from "@/components/skeleton";
import { VisuallyHidden } from "@/components/visually-hidden";

export default function ProfileSettingsLoading() {
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 sm:px-6">
      <VisuallyHidden role="status">Loading your profile</VisuallyHidden>
      <Skeleton className="h-12 w-64 max-w-full" />
      <Skeleton className="mt-4 h-5 w-80 max-w-full" />
      <hr className="wire my-8" />
      <Skeleton className="mb-4 h-8 w-28" />
      <Skeleton className="size-20 rounded-full" />
      <Skeleton className="mt-12 mb-4 h-8 w-36" />
      <Skeleton className="h-72" />
    </div>
  );
}
