/**
 * What comes in a room, as those hear of it who are not on its screen.
 */
import type { Room } from '../room/room.js';
import type { OpenRoom } from './open-room.js';

/** What a room shows that it did not before. */
export interface RoomMessages {
  readonly open: OpenRoom;
  readonly shown: ReturnType<Room['history']['log']['heads']>;
}
