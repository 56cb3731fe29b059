import Link from "next/link";
import { Chip } from "@/components/chip";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextArea } from "@/components/text-area";
import { genreNames, genres, tag } from "@/modules/story/schema";
import { ChipsInput } from "@/modules/story/ui/editor/chips-input";
import { lengths, type Tastes } from "../schema";
import type { Step } from "./steps";

interface TasteFieldsProps {
  step: Step;
  tastes: Tastes;
  tags: readonly string[];
  onChange: (some: Partial<Tastes>) => void;
}

const lengthNames: Record<Tastes["length"], string> = {
  any: "Short or long",
  short: "Something for one evening",
  long: "Something to stay with",
};

export function TasteFields({ step, tastes, tags, onChange }: TasteFieldsProps) {
  switch (step) {
    case "genres":
      return (
        <Choices
          legend="As many as you like"
          options={genres}
          nameOf={(genre) => genreNames[genre]}
          chosen={tastes.genres}
          onChange={(chosen) => onChange({ genres: chosen })}
        />
      );
    case "tags":
      return (
        <>
          {tags.length > 0 && (
            <Choices
              legend="What others write about"
              options={tags}
              nameOf={(name) => `#${name}`}
              chosen={tastes.tags}
              onChange={(chosen) => onChange({ tags: chosen.slice(0, mostTags) })}
            />
          )}
          <ChipsInput
            label="Your tags"
            hint="Enter or a comma ends one."
            items={tastes.tags}
            max={mostTags}
            read={readTag}
            onChange={(chosen) => onChange({ tags: chosen })}
          />
        </>
      );
    case "words":
      return (
        <>
          <Field
            label="What should be in it?"
            hint="A lighthouse, letters, an old dog: any of it counts."
            counter={{ value: tastes.words.length, max: mostCharacters }}
          >
            {(control) => (
              <TextArea
                {...control}
                rows={3}
                maxLength={mostCharacters}
                value={tastes.words}
                onChange={({ target }) => onChange({ words: target.value })}
              />
            )}
          </Field>
          <Field label="How long?">
            {(control) => (
              <Select
                {...control}
                value={tastes.length}
                onChange={({ target }) => onChange({ length: lengths.find((one) => one === target.value) ?? "any" })}
              >
                {lengths.map((length) => (
                  <option key={length} value={length}>
                    {lengthNames[length]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <p className="text-ink-muted text-sm">
            Stories beyond{" "}
            <Link href="/settings/boundaries" className="link">
              your limits
            </Link>{" "}
            are left out.
          </p>
        </>
      );
  }
}

const mostTags = 12;
const mostCharacters = 300;

function readTag(text: string) {
  const read = tag.safeParse(text);
  return read.success ? { item: read.data } : { error: read.error.issues[0]?.message ?? "This tag does not fit" };
}

interface ChoicesProps<Option extends string> {
  legend: string;
  options: readonly Option[];
  nameOf: (option: Option) => string;
  chosen: readonly Option[];
  onChange: (chosen: Option[]) => void;
}

function Choices<Option extends string>({ legend, options, nameOf, chosen, onChange }: ChoicesProps<Option>) {
  return (
    <fieldset>
      <legend className="text-ink-muted text-sm">{legend}</legend>
      <div className="mt-3 flex flex-wrap gap-2">
        {options.map((option) => {
          const pressed = chosen.includes(option);
          return (
            <Chip
              key={option}
              pressed={pressed}
              className="min-h-9! px-3! text-ui!"
              onClick={() => onChange(pressed ? chosen.filter((one) => one !== option) : [...chosen, option])}
            >
              {nameOf(option)}
            </Chip>
          );
        })}
      </div>
    </fieldset>
  );
}
