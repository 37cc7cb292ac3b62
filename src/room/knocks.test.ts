import { expect } from '@open-wc/testing';
import { errorCodeOf, ParleyError } from '../lib/errors.js';
import { FakeClock, settle } from '../lib/fake-clock.fixture.js';
import { FakeLink } from './fake-link.fixture.js';
import type { PayloadFields } from '../log/payload.js';
import { Knocks } from './knocks.js';
import type { KnocksRoom } from './knocks.js';
import { parseAnswerFrame, ROOM_FRAME } from './room-frames.js';
import type { KnockAnswer, KnockFrame } from './room-frames.js';

const redeem = { token: new Uint8Array(32).fill(1), signature: new Uint8Array(64).fill(2) };

class DoorScene {
  readonly clock = new FakeClock();
  readonly members = new Set<string>();
  readonly admitted: [string, boolean][] = [];
  answer: KnockAnswer = 'admitted';
  uses = Number.POSITIVE_INFINITY;
  fault: Error | null = null;
  changes = 0;
  /** Whether the person here may let people in who bring no token. */
  mayAdmit = true;
  /** Whether what is written counts. */
  isCounting = true;
  /** While it is set, `admit` waits for it. */
  gate: Promise<void> | null = null;
  readonly knocks = new Knocks({
    setup: { clock: this.clock },
    history: {
      log: { isMember: (pkHex: string) => this.members.has(pkHex) },
      may: (_kind: string, { token }: Partial<PayloadFields['admit']>) => this.mayAdmit || (token ?? null) !== null,
      tokenAnswer: () => Promise.resolve(this.uses > 0 ? this.answer : 'invite-used'),
      write: async (kind: string, { pk, name, token, redeem: signature }: PayloadFields['admit']) => {
        expect(kind).to.equal('admit');
        expect([token, signature]).to.deep.equal(token === null ? [null, null] : [redeem.token, redeem.signature]);
        if (this.gate !== null) await this.gate;
        if (this.fault !== null) throw this.fault;
        this.uses--;
        this.admitted.push([name, token !== null]);
        if (this.isCounting) this.members.add(pk.toHex());
      },
    },
    changed: () => this.changes++,
  } as unknown as KnocksRoom);

  async knock(link: FakeLink, changes: Partial<KnockFrame> = {}): Promise<string | null> {
    try {
      await this.knocks.knocked(link.asLink, { name: 'Ben', redeem: null, ...changes });
      return null;
    } catch (error) {
      return errorCodeOf(error);
    }
  }
}

const answersTo = (link: FakeLink): KnockAnswer[] => link.of(ROOM_FRAME.answer).map(parseAnswerFrame);

describe('Knocks', () => {
  it('ask a person, and tell who knocks that they ask', async () => {
    const scene = new DoorScene();
    const [one, other] = [new FakeLink({ fp: 1 }), new FakeLink({ fp: 2 })];
    await scene.knock(one, { name: 'Ben' });
    await scene.knock(other, { name: 'Cleo' });
    expect(scene.knocks.waiting.map(({ name }) => name)).to.deep.equal(['Ben', 'Cleo']);
    expect([answersTo(one), answersTo(other)]).to.deep.equal([['asking'], ['asking']]);
    expect(scene.knocks.subjectBy(one.remote.fpHex)).to.include({
      pk: one.remote.pk,
      fp: one.remote.fp,
      fpHex: one.remote.fpHex,
      name: 'Ben',
      admittedByFpHex: null,
    });
    expect(scene.knocks.subjectBy('00')).to.equal(null);
    expect(scene.changes).to.equal(2);
  });

  it('let in whom the person admits, once it is durable', async () => {
    const scene = new DoorScene();
    const link = new FakeLink();
    await scene.knock(link);
    const gate = Promise.withResolvers<void>();
    scene.gate = gate.promise;
    const admitting = scene.knocks.admit(link.remote.fpHex);
    await settle();
    expect(answersTo(link)).to.deep.equal(['asking']);
    gate.resolve();
    await admitting;
    expect(answersTo(link)).to.deep.equal(['asking', 'admitted']);
    expect(scene.admitted).to.deep.equal([['Ben', false]]);
    expect(scene.knocks.waiting).to.deep.equal([]);
  });

  it('write one admit when it is pressed twice', async () => {
    const scene = new DoorScene();
    const link = new FakeLink();
    await scene.knock(link);
    await Promise.all([scene.knocks.admit(link.remote.fpHex), scene.knocks.admit(link.remote.fpHex)]);
    expect(scene.admitted).to.have.length(1);
  });

  it('go on asking when the admit cannot be stored', async () => {
    const scene = new DoorScene();
    const link = new FakeLink();
    await scene.knock(link);
    scene.fault = new ParleyError('storage-full');
    let code: string | null = null;
    await scene.knocks.admit(link.remote.fpHex).catch((error: unknown) => (code = errorCodeOf(error)));
    expect(code).to.equal('storage-full');
    expect(scene.knocks.waiting).to.have.length(1);
    scene.fault = null;
    await scene.knocks.admit(link.remote.fpHex);
    expect(answersTo(link).at(-1)).to.equal('admitted');
  });

  it('refuse, close the link, and refuse again for a minute without asking', async () => {
    const scene = new DoorScene();
    const link = new FakeLink();
    await scene.knock(link);
    scene.knocks.refuse(link.remote.fpHex);
    expect(answersTo(link)).to.deep.equal(['asking', 'refused']);
    expect(link.closedWith).to.equal('refused');
    expect(scene.knocks.waiting).to.deep.equal([]);
    await scene.clock.advance(59_999);
    const again = new FakeLink();
    await scene.knock(again, { redeem });
    expect(answersTo(again)).to.deep.equal(['refused']);
    expect(again.closedWith).to.equal('refused');
    await scene.clock.advance(1);
    const later = new FakeLink();
    await scene.knock(later);
    expect(answersTo(later)).to.deep.equal(['asking']);
    expect(scene.admitted).to.deep.equal([]);
  });

  it('let in at once whoever shows a token that opens', async () => {
    const scene = new DoorScene();
    const link = new FakeLink();
    await scene.knock(link, { redeem });
    expect(answersTo(link)).to.deep.equal(['admitted']);
    expect(scene.admitted).to.deep.equal([['Ben', true]]);
    expect(scene.knocks.waiting).to.deep.equal([]);
  });

  for (const answer of ['invite-expired', 'invite-used', 'invite-unknown'] as const) {
    it(`answer "${answer}" without asking anybody`, async () => {
      const scene = new DoorScene();
      scene.answer = answer;
      const link = new FakeLink();
      await scene.knock(link, { redeem });
      expect(answersTo(link)).to.deep.equal([answer]);
      expect(scene.knocks.waiting).to.deep.equal([]);
      expect(scene.admitted).to.deep.equal([]);
    });
  }

  it('send on whoever shows a token that is not known here, perhaps not yet', async () => {
    const scene = new DoorScene();
    scene.answer = 'invite-unheard';
    const link = new FakeLink();
    await scene.knock(link, { redeem });
    expect(answersTo(link)).to.deep.equal(['invite-unheard']);
    expect(link.closedWith).to.equal('bye');
    expect(scene.knocks.waiting).to.deep.equal([]);
  });

  it('look at tokens one after the other, so that one is not used twice at the same moment', async () => {
    const scene = new DoorScene();
    scene.uses = 1;
    const [one, other] = [new FakeLink({ fp: 1 }), new FakeLink({ fp: 2 })];
    await Promise.all([scene.knock(one, { redeem }), scene.knock(other, { redeem })]);
    expect([answersTo(one), answersTo(other)]).to.deep.equal([['admitted'], ['invite-used']]);
    expect(scene.admitted).to.have.length(1);
  });

  it('use a token once for somebody who knocks over two links', async () => {
    const scene = new DoorScene();
    scene.uses = 1;
    const pk = new Uint8Array(32).fill(9);
    const [one, other] = [new FakeLink({ pk }), new FakeLink({ pk })];
    await Promise.all([scene.knock(one, { redeem }), scene.knock(other, { redeem })]);
    expect([answersTo(one), answersTo(other)]).to.deep.equal([['admitted'], ['admitted']]);
    expect(scene.admitted).to.have.length(1);
  });

  it('ask a person when the admit for a token cannot be stored, and look at the next token all the same', async () => {
    const scene = new DoorScene();
    scene.fault = new ParleyError('storage-full');
    const [one, other] = [new FakeLink({ fp: 1 }), new FakeLink({ fp: 2 })];
    expect(await scene.knock(one, { redeem })).to.equal('storage-full');
    expect(answersTo(one)).to.deep.equal(['asking']);
    expect(scene.knocks.waiting).to.have.length(1);
    scene.fault = null;
    await scene.knock(other, { redeem });
    expect(answersTo(other)).to.deep.equal(['admitted']);
  });

  it('ask nobody who may not let people in, and send newcomers on', async () => {
    const scene = new DoorScene();
    scene.mayAdmit = false;
    const link = new FakeLink();
    await scene.knock(link);
    expect(answersTo(link)).to.deep.equal([]);
    expect(link.closedWith).to.equal('bye');
    expect(scene.knocks.waiting).to.deep.equal([]);
    await scene.knocks.admit(link.remote.fpHex);
    expect(scene.admitted).to.deep.equal([]);
  });

  it('open to a token also where the person here may not let people in, but ask nobody when its admit cannot be stored', async () => {
    const scene = new DoorScene();
    scene.mayAdmit = false;
    const [one, other] = [new FakeLink({ fp: 1 }), new FakeLink({ fp: 2 })];
    await scene.knock(one, { redeem });
    expect([answersTo(one), scene.admitted]).to.deep.equal([['admitted'], [['Ben', true]]]);
    scene.fault = new ParleyError('storage-full');
    expect(await scene.knock(other, { redeem })).to.equal('storage-full');
    expect([answersTo(other), other.closedWith, scene.knocks.waiting]).to.deep.equal([[], 'bye', []]);
  });

  it('send on who waits when the person here may not let them in any more, and write nothing for them', async () => {
    const scene = new DoorScene();
    const link = new FakeLink();
    await scene.knock(link);
    scene.mayAdmit = false;
    scene.knocks.membershipChanged();
    expect([answersTo(link), link.closedWith, scene.knocks.waiting]).to.deep.equal([['asking'], 'bye', []]);
  });

  it('write nothing when the right is gone at the moment of the click', async () => {
    const scene = new DoorScene();
    const link = new FakeLink();
    await scene.knock(link);
    scene.mayAdmit = false;
    await scene.knocks.admit(link.remote.fpHex);
    expect([scene.admitted, answersTo(link), link.closedWith]).to.deep.equal([[], ['asking'], 'bye']);
  });

  it('do not say that somebody was let in when the admit does not count', async () => {
    for (const changes of [{}, { redeem }]) {
      const scene = new DoorScene();
      scene.isCounting = false;
      const link = new FakeLink();
      await scene.knock(link, changes);
      await scene.knocks.admit(link.remote.fpHex);
      expect(scene.admitted).to.have.length(1);
      expect(answersTo(link)).not.to.include('admitted');
      expect(link.closedWith).to.equal('bye');
    }
  });

  it('forget who has left, but not over whose newer link they knocked again', async () => {
    const scene = new DoorScene();
    const [old, fresh] = [new FakeLink({ run: 1 }), new FakeLink({ run: 2 })];
    await scene.knock(old);
    await scene.knock(fresh);
    scene.knocks.ended(old.asLink);
    expect(scene.knocks.waiting.map(({ link }) => link)).to.deep.equal([fresh.asLink]);
    scene.knocks.ended(fresh.asLink);
    expect(scene.knocks.waiting).to.deep.equal([]);
    await scene.knocks.admit(fresh.remote.fpHex);
    scene.knocks.refuse(fresh.remote.fpHex);
    expect(scene.admitted).to.deep.equal([]);
  });

  it('tell whoever was let in elsewhere, and ask no more', async () => {
    const scene = new DoorScene();
    const [one, other] = [new FakeLink({ fp: 1 }), new FakeLink({ fp: 2 })];
    await scene.knock(one);
    await scene.knock(other);
    scene.members.add(one.remote.pk.toHex());
    scene.knocks.membershipChanged();
    expect(answersTo(one)).to.deep.equal(['asking', 'admitted']);
    expect(scene.knocks.waiting.map(({ link }) => link)).to.deep.equal([other.asLink]);
  });

  it('send away the twenty-first, who may come again, and keep those who wait', async () => {
    const scene = new DoorScene();
    const links = Array.from({ length: 21 }, (_, i) => new FakeLink({ fp: i + 1 }));
    for (const link of links) await scene.knock(link);
    expect(scene.knocks.waiting).to.have.length(20);
    const last = links.at(-1);
    expect(last?.closedWith).to.equal('bye');
    expect(last?.sent).to.deep.equal([]);
    // One of the twenty over a new link keeps their place.
    const again = new FakeLink({ fp: 1, run: 2 });
    await scene.knock(again);
    expect(answersTo(again)).to.deep.equal(['asking']);
    expect(scene.knocks.waiting).to.have.length(20);
  });

  it('answer nobody over a link that is closed', async () => {
    const scene = new DoorScene();
    const link = new FakeLink();
    link.close();
    await scene.knock(link);
    expect(scene.knocks.waiting).to.deep.equal([]);
    expect(link.sent).to.deep.equal([]);
  });
});
