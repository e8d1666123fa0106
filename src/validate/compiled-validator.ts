/** What `npm run generate` compiles a schema to. Leaves what it found in `errors`, until the next call. */
export interface CompiledValidator {
  (value: unknown): boolean;
  readonly errors?: readonly ShapeError[] | null;
}

/** Where a value is not of the shape its schema wants: ajv's own words. */
export interface ShapeError {
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string; readonly additionalProperty?: string };
  /** The schema that has the keyword; `false` where nothing may stand. */
  readonly parentSchema: Shape | false;
  /** Set where the key at this place is wrong rather than the value. */
  readonly propertyName?: string;
}

/** What the wording of errors reads of a schema. */
export interface Shape {
  readonly type?: ShapeType | readonly ShapeType[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly enum?: readonly string[];
  readonly items?: Shape;
  /** Types of the entries, where \`items\` only refers to them. */
  readonly 'x-entries'?: ShapeType | readonly ShapeType[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** What a text is meant to be, beyond its pattern. */
  readonly 'x-form'?: string;
}

export type ShapeType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
