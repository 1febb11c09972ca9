import { asProblem } from '../../lib/problem';
import { toast } from '../../lib/toasts';

/** Does something, and says so or why not. */
export async function attempt(run: () => Promise<unknown>, done: string): Promise<boolean> {
  try {
    await run();
    toast(done);
    return true;
  } catch (thrown) {
    toast(asProblem(thrown).message, { tone: 'danger', ms: 12_000 });
    return false;
  }
}
