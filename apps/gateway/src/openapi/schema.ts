import { z } from 'zod';

type Json = Record<string, unknown>;

/**
 * A zod schema as JSON Schema 2020-12 for the document. A schema with a `meta({ id })` stands once, under that name.
 * Answers are described as loosely as requests: a reader must bear a field it does not know.
 */
export function schemaOf(schema: unknown): { schema: Json; components: Record<string, Json> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs = {}, $schema: _, id, ...whole } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json & {
    $defs?: Record<string, Json>;
    id?: string;
  };
  const components = Object.fromEntries(Object.entries($defs).map(([name, { id: __, ...part }]) => [name, part]));
  if (id === undefined) return { schema: whole, components };
  return { schema: { $ref: `#/components/schemas/${id}` }, components: { ...components, [id]: whole } };
}
