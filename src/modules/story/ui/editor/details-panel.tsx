"use client";

import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextArea } from "@/components/text-area";
import { downloads, genre, genreNames, genres, progress, rating, tag } from "../../schema";
import type { Details } from "../manuscript/forms";
import { ChipsInput } from "./chips-input";
import { languageNames, ratingNames } from "./names";

const blurbLimit = 1_250;
const chipsLimit = 12;
const warningLimit = 60;

const readTag = (text: string) => {
  const parsed = tag.safeParse(text);
  return parsed.success ? { item: parsed.data } : { error: parsed.error.issues[0]?.message ?? "This cannot be a tag" };
};

const readWarning = (text: string) =>
  text.trim().length <= warningLimit ? { item: text.trim() } : { error: `At most ${warningLimit} characters` };

export interface DetailsPanelProps {
  texts: Details;
  onChange: (changes: Partial<Details>) => void;
}

/** What readers see of a story before its first line. */
export function DetailsPanel({ texts, onChange }: DetailsPanelProps) {
  const languages =
    texts.language in languageNames ? languageNames : { ...languageNames, [texts.language]: texts.language };
  return (
    <div className="flex flex-col gap-6">
      <Field
        label="Blurb"
        hint="Two or three sentences that make someone want to begin."
        counter={{ value: texts.blurb.length, max: blurbLimit }}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            value={texts.blurb}
            onChange={(event) => onChange({ blurb: event.target.value })}
          />
        )}
      </Field>
      <Field label="Genre">
        {(control) => (
          <Select
            {...control}
            value={texts.genre}
            onChange={(event) => onChange({ genre: genre.parse(event.target.value) })}
          >
            {genres.map((name) => (
              <option key={name} value={name}>
                {genreNames[name]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ChipsInput
        label="Tags"
        hint="Enter or a comma after each."
        items={texts.tags}
        max={chipsLimit}
        read={readTag}
        onChange={(tags) => onChange({ tags })}
      />
      <Field label="Rating">
        {(control) => (
          <Select
            {...control}
            value={texts.rating}
            onChange={(event) => onChange({ rating: rating.parse(event.target.value) })}
          >
            {rating.options.map((name) => (
              <option key={name} value={name}>
                {ratingNames[name]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ChipsInput
        label="Content warnings"
        hint="What a reader may want to know first, such as grief or violence."
        items={texts.warnings}
        max={chipsLimit}
        read={readWarning}
        onChange={(warnings) => onChange({ warnings })}
      />
      <Field label="Progress" hint="Readers can look for stories that are complete.">
        {(control) => (
          <Select
            {...control}
            value={texts.progress}
            onChange={(event) => onChange({ progress: progress.parse(event.target.value) })}
          >
            <option value="complete">Complete</option>
            <option value="ongoing">In progress: more is to come</option>
          </Select>
        )}
      </Field>
      <Field label="Downloads" hint="As EPUB, HTML or Markdown, what is up of it. You can always download it yourself.">
        {(control) => (
          <Select
            {...control}
            value={texts.downloads}
            onChange={(event) => onChange({ downloads: downloads.parse(event.target.value) })}
          >
            <option value="readers">Members who may read it</option>
            <option value="nobody">Nobody else</option>
          </Select>
        )}
      </Field>
      <Field label="Language">
        {(control) => (
          <Select {...control} value={texts.language} onChange={(event) => onChange({ language: event.target.value })}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
