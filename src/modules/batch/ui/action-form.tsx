import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { tag, type Visibility, visibility } from "@/modules/story/schema";
import { ChipsInput } from "@/modules/story/ui/editor/chips-input";
import { visibilityNames } from "@/modules/story/ui/editor/names";
import { WhenField } from "@/modules/story/ui/when-field";
import { type ExportFormat, exportFormat } from "@/modules/transfer/schema";
import type { BatchAction } from "../schema";

/** What was chosen so far, whichever action asks for it. */
export interface Choices {
  visibility: Visibility;
  /** A time as its field has it. */
  typed: string;
  add: string[];
  remove: string[];
  format: ExportFormat;
  /** Between one story and the next; 0 for all at one time. */
  days: number;
  /** From the last of the list to the first. */
  lastFirst: boolean;
}

interface ActionFormProps {
  type: BatchAction["type"];
  /** How many stories there are. */
  count: number;
  choices: Choices;
  onChange: (choices: Partial<Choices>) => void;
}

const formatNames: Record<ExportFormat, string> = {
  epub: "EPUB, for reading apps",
  markdown: "Markdown, one file for each chapter",
  html: "HTML, one page each",
};

/** What an action needs to know; nothing for most. */
export function ActionForm({ type, count, choices, onChange }: ActionFormProps) {
  switch (type) {
    case "publish":
      return <Reach value={choices.visibility} onChange={(visibility) => onChange({ visibility })} />;
    case "schedule":
      return (
        <>
          <WhenField value={choices.typed} onChange={(typed) => onChange({ typed })} />
          {count > 1 && <PaceFields choices={choices} onChange={onChange} />}
          <Reach value={choices.visibility} onChange={(visibility) => onChange({ visibility })} />
        </>
      );
    case "tag":
      return (
        <>
          <ChipsInput
            label="Tags to add"
            hint="Enter or a comma ends one."
            items={choices.add}
            max={12}
            read={readTag}
            onChange={(add) => onChange({ add })}
          />
          <ChipsInput
            label="Tags to take away"
            items={choices.remove}
            max={12}
            read={readTag}
            onChange={(remove) => onChange({ remove })}
          />
        </>
      );
    case "export":
      return (
        <Field label="Format">
          {(control) => (
            <Select
              {...control}
              value={choices.format}
              onChange={({ target }) => onChange({ format: exportFormat.parse(target.value) })}
            >
              {exportFormat.options.map((format) => (
                <option key={format} value={format}>
                  {formatNames[format]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      );
    default:
      return null;
  }
}

const paces = [
  [0, "All at this time"],
  [1, "One a day"],
  [2, "One every two days"],
  [7, "One a week"],
  [14, "One every two weeks"],
  [28, "One every four weeks"],
] as const;

function PaceFields({ choices: { days, lastFirst }, onChange }: Pick<ActionFormProps, "choices" | "onChange">) {
  return (
    <>
      <Field
        label="One after another"
        hint={days > 0 ? "Always at this time of day, also when clocks change in between." : undefined}
      >
        {(control) => (
          <Select {...control} value={days} onChange={({ target }) => onChange({ days: Number(target.value) })}>
            {paces.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {days > 0 && (
        <label className="flex items-center gap-2 text-ui">
          <input
            type="checkbox"
            className="size-4"
            checked={lastFirst}
            onChange={({ target }) => onChange({ lastFirst: target.checked })}
          />
          The last of the list goes first
        </label>
      )}
    </>
  );
}

function Reach({ value, onChange }: { value: Visibility; onChange: (value: Visibility) => void }) {
  return (
    <Field label="Who can read them" hint={visibilityNames[value].text}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(visibility.parse(target.value))}>
          {visibility.options.map((option) => (
            <option key={option} value={option}>
              {visibilityNames[option].name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function readTag(text: string) {
  const read = tag.safeParse(text);
  return read.success ? { item: read.data } : { error: read.error.issues[0]?.message ?? "This tag does not fit" };
}
