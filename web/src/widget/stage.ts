// What the loader hands the panel, and what the panel gives back.
import type { EventName, Events } from '../../packages/verbatim-widget/index';

/** The loader's side: made before anything else is fetched. */
export interface Stage {
  /** The element in the host page. */
  host: HTMLElement;
  /** The element in the shadow root that holds launcher and panel. */
  root: HTMLElement;
  launcher: HTMLButtonElement;
  badge: HTMLElement;
  /** Where the script came from, without a slash at the end. */
  origin: string;
  /** The widget's public id. */
  widget: string;
  /** The attributes of the script, as `dataset`. */
  data: DOMStringMap;
  /** `GET /widget/v1/config`, asked for beside the panel. */
  config: Promise<Response>;
  emit<Name extends EventName>(name: Name, detail: Events[Name]): void;
}

/** The methods that wait in the loader until the panel is there. */
export type Waiting =
  'open' | 'close' | 'toggle' | 'send' | 'identify' | 'setVariables' | 'setLocale' | 'reset' | 'consent';

/** The panel's side of the API. */
export type Methods = Pick<import('../../packages/verbatim-widget/index').Verbatim, Waiting> & { destroy(): void };
