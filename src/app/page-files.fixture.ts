/**
 * For tests: the files of a page, kept instead of handed out.
 */
import type { PageFiles } from './app-parts.js';
import type { RoomTranscript } from './storage-state.js';

/** What was handed out, newest last, and what was written out. */
export class KeptFiles implements PageFiles {
  copy: Blob | null = null;
  readonly saved: { readonly file: Blob; readonly name: string }[] = [];
  readonly transcripts: RoomTranscript[] = [];

  save(file: Blob, name: string): void {
    this.saved.push({ file, name });
  }

  pageWith(copy: Blob): Promise<Blob> {
    return Promise.resolve(new Blob(['page with ', copy]));
  }

  transcriptFile(format: string, transcript: RoomTranscript): Blob {
    this.transcripts.push(transcript);
    return new Blob([format]);
  }
}
