import { Button } from "@/components/button";
import { Notice } from "@/components/notice";

interface ListEndProps {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

/** The way to older entries, with what is shown staying where it is when they do not come. */
export function ListEnd({ hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }: ListEndProps) {
  if (!hasNextPage) return null;
  return (
    <div className="mt-6 flex flex-col items-center gap-3">
      {isFetchNextPageError && (
        <Notice tone="danger" role="alert">
          The older ones did not load. What you see stays as it is.
        </Notice>
      )}
      <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchNextPageError ? "Try again" : "Load more"}
      </Button>
    </div>
  );
}
