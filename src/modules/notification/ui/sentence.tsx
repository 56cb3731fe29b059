import type { NotificationView } from "../schema";
import { sentenceOf } from "../words";

export function Sentence({ notification }: { notification: NotificationView }) {
  return sentenceOf(notification).map((piece, index) =>
    typeof piece === "string" ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no other identity, and no state
      <strong key={index} className="font-semibold">
        {piece.strong}
      </strong>
    ),
  );
}
