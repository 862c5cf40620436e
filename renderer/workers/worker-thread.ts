import { serveAsIdentityThread } from './identity-thread.ts';
import { serveAsIndexThread } from './index-thread.ts';

// A program of its own: each thread would else load all that the case worker can do, three megabytes (measured).
if (!serveAsIndexThread()) serveAsIdentityThread();
