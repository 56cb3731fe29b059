import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { type AuditAction, auditAction, auditNames } from "../schema";

/** A plain form: the address holds the filter, with or without scripts. */
export function AuditFilter({
  action = "",
  by = "",
}: {
  action?: AuditAction | "" | undefined;
  by?: string | undefined;
}) {
  return (
    <form action="/admin/audit" className="mt-8 flex flex-wrap items-end gap-3">
      <Field label="What was done" className="min-w-48 max-sm:flex-1">
        {(control) => (
          <Select {...control} name="action" defaultValue={action}>
            <option value="">Anything</option>
            {auditAction.options.map((one) => (
              <option key={one} value={one}>
                {auditNames[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="By whom" className="min-w-40 max-sm:flex-1">
        {(control) => <TextInput {...control} name="by" defaultValue={by} placeholder="handle" autoCapitalize="none" />}
      </Field>
      <Button type="submit">Show</Button>
    </form>
  );
}
