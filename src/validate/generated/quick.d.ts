// Generated from schemas/ by "npm run generate": do not edit.

export declare const Site: (value: unknown) => boolean;
export declare const Users: (value: unknown) => boolean;
export declare const Group: (value: unknown) => boolean;
export declare const Role: (value: unknown) => boolean;
export declare const Bundle: (value: unknown) => boolean;
export declare const Scheme: (value: unknown) => boolean;
export declare const Project: (value: unknown) => boolean;
export declare const SpaceRole: (value: unknown) => boolean;
export declare const Space: (value: unknown) => boolean;
export declare const Channel: (value: unknown) => boolean;
export declare const Collaboration: (value: unknown) => boolean;
export declare const Guardrail: (value: unknown) => boolean;
export declare const Test: (value: unknown) => boolean;
