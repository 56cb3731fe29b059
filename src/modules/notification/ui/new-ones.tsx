import { ArrowUp } from "lucide-react";
import { Button } from "@/components/button";

/** Room for the button that brings what waits: it comes and goes without moving the list. */
export function NewOnes({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status" className="pointer-events-none sticky top-(--header-height) z-10 flex h-0 justify-center">
      {count > 0 && (
        <Button size="sm" variant="primary" className="pointer-events-auto mt-2 shadow-float" onClick={onShow}>
          <ArrowUp aria-hidden="true" />
          {count === 1 ? "1 new notification" : `${count} new notifications`}
        </Button>
      )}
    </div>
  );
}
