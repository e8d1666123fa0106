import type colours from 'picocolors';

/** How text for a terminal looks: colours that may be none, and the width that lines should keep to. */
export interface Style {
  readonly paint: ReturnType<typeof colours.createColors>;
  readonly columns: number;
}
