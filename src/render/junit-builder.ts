import junit, { type Builder } from 'junit-report-builder';

/** Makes test reports. The types of the package speak of a default export inside its default export, where Node has none. */
export const builder = junit as unknown as Builder;
