// Generated from schemas/ by "npm run generate": do not edit.
import type { CompiledValidator } from '../compiled-validator.js';

export declare const Site: CompiledValidator;
export declare const Users: CompiledValidator;
export declare const Group: CompiledValidator;
export declare const Role: CompiledValidator;
export declare const Bundle: CompiledValidator;
export declare const Scheme: CompiledValidator;
export declare const Project: CompiledValidator;
export declare const SpaceRole: CompiledValidator;
export declare const Space: CompiledValidator;
export declare const Channel: CompiledValidator;
export declare const Collaboration: CompiledValidator;
export declare const Guardrail: CompiledValidator;
export declare const Test: CompiledValidator;
