"use client";

import { Button } from "@/components/button";
import { ChoiceGroup } from "@/components/choice-group";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextArea } from "@/components/text-area";
import { genre, genreNames, genres } from "@/modules/story/schema";
import { ideaLimit, type WizardStep } from "../schema";
import { audienceChoices, lengthChoices, stepNames, toneChoices } from "./names";
import { problemsOf, type useProblems } from "./use-problems";
import type { Wizard } from "./use-wizard";

export interface StepFieldsProps {
  wizard: Wizard;
  change: (changes: Partial<Wizard>) => void;
  problems: Pick<ReturnType<typeof useProblems>, "shown" | "onTyped" | "onLeft">;
  onGo: (step: WizardStep) => void;
}

export function StepFields(props: StepFieldsProps) {
  switch (props.wizard.step) {
    case "idea":
      return <IdeaStep {...props} />;
    case "voice":
      return <VoiceStep {...props} />;
    case "shape":
      return <ShapeStep {...props} />;
    case "review":
      return <Review {...props} />;
  }
}

function IdeaStep({ wizard, change, problems: { shown, onTyped, onLeft } }: StepFieldsProps) {
  return (
    <div data-field="idea">
      <Field
        label="What is it about?"
        hint="One or two sentences: somebody, something, and what stands in the way."
        counter={{ value: wizard.idea.trim().length, max: ideaLimit }}
        error={shown.idea}
        required
      >
        {(control) => (
          <TextArea
            {...control}
            rows={5}
            value={wizard.idea}
            placeholder="A lighthouse keeper finds a letter addressed to the sea, and answers it."
            onChange={({ target }) => {
              change({ idea: target.value });
              onTyped("idea");
            }}
            onBlur={() => onLeft("idea")}
          />
        )}
      </Field>
    </div>
  );
}

function VoiceStep({ wizard, change, problems: { shown, onTyped, onLeft } }: StepFieldsProps) {
  return (
    <>
      <div data-field="genre">
        <Field label="Genre" error={shown.genre} required>
          {(control) => (
            <Select
              {...control}
              value={wizard.genre ?? ""}
              onChange={({ target }) => {
                change({ genre: genre.nullable().catch(null).parse(target.value) });
                onTyped("genre");
              }}
              onBlur={() => onLeft("genre")}
            >
              <option value="" disabled>
                Choose one
              </option>
              {genres.map((name) => (
                <option key={name} value={name}>
                  {genreNames[name]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div data-field="tone">
        <ChoiceGroup
          legend="Tone"
          choices={toneChoices}
          value={wizard.tone}
          onChange={(tone) => change({ tone })}
          error={shown.tone}
        />
      </div>
    </>
  );
}

function ShapeStep({ wizard, change, problems: { shown } }: StepFieldsProps) {
  return (
    <>
      <div data-field="length">
        <ChoiceGroup
          legend="Length"
          choices={lengthChoices}
          value={wizard.length}
          onChange={(length) => change({ length })}
          error={shown.length}
        />
      </div>
      <div data-field="audience">
        <ChoiceGroup
          legend="Who may read it"
          choices={audienceChoices}
          value={wizard.audience}
          onChange={(audience) => change({ audience })}
          error={shown.audience}
        />
      </div>
    </>
  );
}

function Review({ wizard, onGo }: StepFieldsProps) {
  const { idea, genre, tone, length, audience } = wizard;
  const problems = problemsOf(wizard, "review");
  const rows: { step: WizardStep; label: string; text: string; problem: string | undefined }[] = [
    { step: "idea", label: "Idea", text: idea.trim(), problem: problems.idea },
    { step: "voice", label: "Genre", text: genre ? genreNames[genre] : "", problem: problems.genre },
    { step: "voice", label: "Tone", text: tone ? toneChoices[tone].name : "", problem: problems.tone },
    { step: "shape", label: "Length", text: length ? lengthChoices[length].hint : "", problem: problems.length },
    {
      step: "shape",
      label: "Readers",
      text: audience ? audienceChoices[audience].name : "",
      problem: problems.audience,
    },
  ];
  return (
    <dl className="divide-y divide-rule border-rule border-y">
      {rows.map(({ step, label, text, problem }) => (
        <div key={label} className="grid grid-cols-[5rem_minmax(0,1fr)_auto] items-baseline gap-x-4 py-2.5">
          <dt className="text-ink-muted text-sm">{label}</dt>
          <dd className="wrap-anywhere min-w-0 text-ui">
            {text}
            {problem && <span className="block text-danger text-sm">{problem}</span>}
          </dd>
          <dd>
            <Button
              size="sm"
              variant="quiet"
              aria-label={`Change ${label.toLowerCase()}, in ${stepNames[step]}`}
              onClick={() => onGo(step)}
            >
              Change
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  );
}
