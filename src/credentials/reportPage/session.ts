import type { Remedy } from '../../pendo/explainFailure';
import type { Translate } from '../../pendo/translate';
import { Emitter } from '../emitter';
import type { Disposable } from '../ports';
import type { ReportConclusion, ReportIntent, ReportOutcome, ReportState, ReportStep } from './protocol';

export type StepReport = {
  readonly outcome: ReportOutcome;
  readonly detail: string;
  /** The detail without anything private. */
  readonly shared: string;
};

export type ReportObserver = {
  onStart(id: string): void;
  onResult(id: string, report: StepReport): void;
};

/** A series of checks that ends in a conclusion. */
export type ReportPlan = {
  readonly title: string;
  readonly intro: string;
  readonly steps: readonly { readonly id: string; readonly label: string }[];
  /** Lines about this installation for the text that may be shared. */
  readonly facts: readonly string[];
  /** @returns undefined when it was cancelled */
  readonly run: (observer: ReportObserver, signal: AbortSignal) => Promise<ReportConclusion | undefined>;
};

type SessionDeps = {
  readonly t: Translate;
  readonly translations: Readonly<Record<string, string>> | undefined;
  readonly copy: (text: string) => PromiseLike<void>;
  readonly act: (remedy: Remedy) => Promise<void>;
};

/** One open report: runs its checks, keeps what the page shows, and has the text that may be shared. */
export class ReportSession implements Disposable {
  private readonly changed = new Emitter<ReportState>();
  private steps: readonly ReportStep[];
  private readonly shared = new Map<string, string>();
  private conclusion: ReportConclusion | undefined;
  private running: AbortController | undefined;
  private started = false;
  private copied = false;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly plan: ReportPlan,
    private readonly deps: SessionDeps,
  ) {
    this.steps = freshSteps(plan);
  }

  dispose(): void {
    this.running?.abort();
    this.changed.dispose();
  }

  state(): ReportState {
    return {
      type: 'state',
      title: this.plan.title,
      intro: this.plan.intro,
      steps: this.steps,
      running: this.running !== undefined,
      conclusion: this.conclusion,
      copied: this.copied,
      translations: this.deps.translations,
    };
  }

  /** The report as plain text, without a key or anything else private. */
  text(): string {
    const steps = this.steps.map(
      ({ id, label, state }) =>
        `- ${label}: ${[stateLabel(state, this.deps.t), this.shared.get(id)].filter(Boolean).join('. ')}`,
    );
    const conclusion = this.conclusion ? [`${this.deps.t('Conclusion')}: ${this.conclusion.summary}`] : [];
    return [this.plan.title, ...this.plan.facts, '', ...steps, '', ...conclusion].join('\n').trimEnd();
  }

  async handle(intent: ReportIntent): Promise<void> {
    switch (intent.type) {
      case 'ready':
        if (this.started) {
          this.publish();
          return;
        }
        return this.run();
      case 'runAgain':
        return this.run();
      case 'cancel':
        this.running?.abort();
        return;
      case 'copy':
        return this.copy();
      case 'act': {
        const action = this.conclusion?.actions[intent.index];
        return action && this.deps.act(action.remedy);
      }
    }
  }

  private async copy(): Promise<void> {
    const of = this.conclusion;
    await this.deps.copy(this.text());
    if (this.conclusion === of) {
      this.copied = true;
      this.publish();
    }
  }

  private async run(): Promise<void> {
    this.running?.abort();
    const controller = new AbortController();
    this.running = controller;
    this.started = true;
    this.copied = false;
    this.conclusion = undefined;
    this.steps = freshSteps(this.plan);
    this.shared.clear();
    this.publish();
    const current = (): boolean => this.running === controller;
    try {
      const conclusion = await this.plan.run(
        {
          onStart: (id) => current() && this.update(id, { state: 'running' }),
          onResult: (id, { outcome, detail, shared }) => {
            if (current()) {
              this.shared.set(id, shared);
              this.update(id, { state: outcome, detail });
            }
          },
        },
        controller.signal,
      );
      this.conclusion = current() ? conclusion : this.conclusion;
    } catch (error) {
      this.conclusion = current() ? unexpectedEnd(error, this.deps.t) : this.conclusion;
      throw error;
    } finally {
      if (current()) {
        this.running = undefined;
        this.copied = false;
        this.steps = this.steps.map((step) =>
          step.state === 'running' ? { ...step, state: 'waiting' } : step,
        );
        this.publish();
      }
    }
  }

  private update(id: string, change: Partial<ReportStep>): void {
    this.steps = this.steps.map((step) => (step.id === id ? { ...step, ...change } : step));
    this.copied = false;
    this.publish();
  }

  private publish(): void {
    this.changed.fire(this.state());
  }
}

function freshSteps({ steps }: ReportPlan): readonly ReportStep[] {
  return steps.map(({ id, label }) => ({ id, label, state: 'waiting', detail: '' }));
}

function unexpectedEnd(error: unknown, t: Translate): ReportConclusion {
  return {
    tone: 'error',
    summary: t('The checks ended unexpectedly'),
    detail: t(
      'This should not happen ({0}). The log has more.',
      error instanceof Error ? error.message : String(error),
    ),
    actions: [],
  };
}

function stateLabel(state: ReportStep['state'], t: Translate): string {
  switch (state) {
    case 'waiting':
      return t('not run');
    case 'running':
      return t('running');
    case 'ok':
      return t('ok');
    case 'warning':
      return t('warning');
    case 'failed':
      return t('failed');
    case 'skipped':
      return t('skipped');
  }
}
