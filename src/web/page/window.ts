import type { Model } from './model.js';

declare global {
  interface Window {
    /** The report as its own page knows it, for whoever wants to ask it more from the console. */
    permafrost?: Model;
  }
}
