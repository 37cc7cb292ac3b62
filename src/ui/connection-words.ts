/**
 * How things stand with the meeting point and with the others, in one sentence that claims only what is known.
 */
import type { ConnectionView } from '../app/room-state.js';
import { say } from './strings.js';

function sayLinked({ linked, others }: ConnectionView): string {
  return linked === others ? say('connection.all', { count: others }) : say('connection.some', { linked, count: others });
}

/** The sentence for the status "Connection". It holds no countdown: a live region must not speak every second. */
export function sayConnection(connection: ConnectionView): string {
  const { signalling, linked, others, isDialling } = connection;
  if (linked > 0)
    return signalling === 'offline' ? say('connection.offline-linked', { sentence: sayLinked(connection) }) : sayLinked(connection);
  if (signalling === 'offline') return say('connection.offline');
  if (signalling === 'connecting') return say('connection.connecting');
  if (isDialling) return say('connection.dialling');
  return say(others === 0 ? 'connection.alone' : 'connection.nobody');
}

/** Which sign stands beside it; the words say the same. */
export function connectionTone({ signalling, linked }: ConnectionView): 'good' | 'busy' | 'bad' {
  if (linked > 0) return 'good';
  return signalling === 'offline' ? 'bad' : 'busy';
}
