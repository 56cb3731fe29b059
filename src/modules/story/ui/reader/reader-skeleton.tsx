import { Skeleton } from "@/components/skeleton";
import { VisuallyHidden } from "@/components/visually-hidden";

const lines = ["w-full", "w-11/12", "w-full", "w-4/5", "w-full", "w-full", "w-2/3", "w-full", "w-10/12", "w-full"];

/** Keeps the room of a story, or of a text of it alone, while it is on its way. */
export function ReaderSkeleton({ of = "story" }: { of?: "story" | "text" }) {
  return (
    <div
      className={
        of === "story"
          ? "mx-auto max-w-page px-4 pt-8 pb-16 sm:px-6 sm:pt-12"
          : "mx-auto max-w-page px-4 pt-6 pb-16 sm:px-6 sm:pt-10"
      }
    >
      <p role="status">
        <VisuallyHidden>Loading the story</VisuallyHidden>
      </p>
      <div className="mx-auto max-w-[41rem]">
        {of === "story" ? <TitlePage /> : <TextHead />}
        <div className="mt-14 flex flex-col gap-4">
          {lines.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their places
            <Skeleton key={index} className={`h-4.5 ${width}`} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** As story-header.tsx lays it out. */
function TitlePage() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_5.5rem] gap-x-6 sm:grid-cols-[minmax(0,1fr)_9rem] sm:grid-rows-[auto_1fr] sm:gap-x-10">
      <Skeleton className="col-start-2 row-start-1 mt-1 aspect-2/3 w-full self-start sm:row-span-2" />
      <div className="col-start-1 row-start-1">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="mt-3 h-10 w-5/6 sm:h-14" />
      </div>
      <div className="col-span-2 sm:col-span-1">
        <Skeleton className="mt-5 h-5 w-full sm:mt-4" />
        <Skeleton className="mt-2.5 h-5 w-3/4" />
        <Skeleton className="mt-7 h-10 w-56" />
      </div>
    </div>
  );
}

function TextHead() {
  return (
    <>
      <Skeleton className="h-4 w-40" />
      <Skeleton className="mt-3 h-10 w-5/6 sm:h-14" />
      <Skeleton className="mt-4 h-5 w-64 max-w-full" />
      <Skeleton className="mt-6 h-5 w-72 max-w-full" />
    </>
  );
}
