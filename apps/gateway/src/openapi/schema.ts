import { z } from 'zod';

type Json = Record<string, unknown>;

/**
 * A zod schema as JSON Schema 2020-12 for the document. A schema with a `meta({ id })` stands once, under that name.
 * Answers are described as loosely as requests: a reader must bear a field it does not know.
 */
export function schemaOf(schema: unknown): { schema: Json; components: Record<string, Json> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs = {}, $schema: _, id, ...whole } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // The contract takes capitals too, which a pattern cannot say.
      if (jsonSchema.pattern?.startsWith('^[0-9a-f]{8}-') !== true) return;
      delete jsonSchema.pattern;
      jsonSchema.format = 'uuid';
    },
  }) as Json & { $defs?: Record<string, Json>; id?: string };
  const components = Object.fromEntries(Object.entries($defs).map(([name, { id: __, ...part }]) => [name, part]));
  if (id === undefined) return { schema: whole, components };
  return { schema: { $ref: `#/components/schemas/${id}` }, components: { ...components, [id]: whole } };
}
