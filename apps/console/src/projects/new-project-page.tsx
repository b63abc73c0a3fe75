import { Button, Form, Space } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { useCommand } from '../api/command';
import { type ApiProblem, problemOf } from '../api/problem';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandForm } from '../parts/command-form';
import { type Draft, Drafted } from '../parts/drafted';
import { useCouncils, useUnits } from '../parts/names';
import { Page, Section } from '../parts/page';
import { ProblemAlert } from '../parts/problem-alert';
import { useSaid } from '../parts/said';
import { Loaded } from '../parts/states';
import { useMe } from '../session/session';
import { type Proposal, type ProposalForm, proposalOf, registersItself } from './proposal';
import { BudgetFields, OutcomeFields, PartnersFields, PlanFields, PurposeFields } from './proposal-fields';
import { ProposalReview } from './proposal-review';
import './projects.css';

// The service names the plan as a whole; the day that is wrong is the last one.
const FIELD_NAMES = { plan: ['plan', 'endOn'] };

/** Proposing a project; the lead district registers it in the same go. */
export function NewProjectPage() {
  const councils = useCouncils();
  const units = useUnits();
  const { mandate } = useMe();
  // The form starts with what the mandate says, so it waits until that is known.
  const isReady = councils.data && (mandate.role !== 'UNIT' || units.size > 0);
  return (
    <Loaded query={{ ...councils, data: isReady ? councils.data : undefined }}>
      {({ items }) => (
        <Drafted<Unsent> of="project">
          {(draft) => (
            <NewProject
              councils={items.filter(({ status }) => status !== 'DISSOLVED')}
              {...(mandate.role === 'UNIT' ? { ownDistrict: units.get(mandate.scope)?.districtCode } : {})}
              draft={draft}
            />
          )}
        </Drafted>
      )}
    </Loaded>
  );
}

/** What was typed, or the project that was already proposed of it when only its registration is missing. */
type Unsent = Readonly<{ values?: Partial<ProposalForm>; proposed?: Readonly<{ id: string; name: string }> }>;
type NewProjectProps = Readonly<{
  councils: Parameters<typeof PartnersFields>[0]['councils'];
  ownDistrict?: string | undefined;
  draft: Draft<Unsent>;
}>;

function NewProject({ councils, ownDistrict, draft }: NewProjectProps) {
  const t = useText();
  const navigate = useNavigate();
  const said = useSaid();
  const { mandate } = useMe();
  const { role, scope } = mandate;
  const [proposed, setProposed] = useState(draft.kept?.proposed);
  const [reviewed, setReviewed] = useState<Proposal>();
  const [form] = Form.useForm<ProposalForm>();
  const propose = useCommand((body: Proposal, header) => api.POST('/projects', { params: { header }, body }));
  const register = useCommand(({ id }: { id: string }, header) =>
    api.POST('/projects/{id}/registration', { params: { path: { id }, header }, body: {} }),
  );
  const leave = (id: string) => {
    draft.drop();
    navigate(`/projects/${id}`, { replace: true });
  };
  const registerProposed = async ({ id, name }: NonNullable<Unsent['proposed']>) => {
    await register.run({ id });
    said(t(`“${name}”已立项`, `“${name}” is registered`));
    leave(id);
  };
  const send = async (proposal: Proposal) => {
    const { id } = await propose.run(proposal);
    if (!registersItself(proposal, mandate)) {
      said(t('已申报', 'Proposed'));
      return leave(id);
    }
    const first = { id, name: proposal.name };
    // Known before the second command is sent, whatever becomes of it or of this window.
    draft.keep({ proposed: first });
    try {
      await registerProposed(first);
    } catch (error) {
      setProposed(first);
      throw error;
    }
  };
  const [isSending, setSending] = useState(false);
  const refusedField = propose.problem?.fields[0]?.field;
  useEffect(() => {
    if (reviewed || !refusedField) return;
    const name = refusedField === 'plan' ? FIELD_NAMES.plan : refusedField.split('.');
    form.scrollToField(name as Parameters<typeof form.scrollToField>[0], { block: 'center' });
  }, [reviewed, refusedField, form]);
  /** Runs it; refusals are shown by the commands' own alerts, those of fields in the form. */
  const attempt = async (run: () => Promise<void>) => {
    setSending(true);
    try {
      await run();
    } catch (error) {
      const problem = problemOf(error);
      if (problem !== error) throw error;
      if (problem.fields.length > 0) setReviewed(undefined);
    } finally {
      setSending(false);
    }
  };

  if (proposed) {
    return (
      <Page title={t('申报并立项', 'Register a project')}>
        <HalfDone
          name={proposed.name}
          problem={register.problem}
          isSending={isSending}
          again={() => void attempt(() => registerProposed(proposed))}
          open={() => leave(proposed.id)}
        />
      </Page>
    );
  }
  const own = role === 'DIST' ? scope : ownDistrict;
  const council = role === 'COORD' ? scope : councils[0]?.id;
  const initialValues: Partial<ProposalForm> = {
    registeringAuthority: 'DIST',
    milestones: [{} as ProposalForm['milestones'][number]],
    budgetLines: [],
    ...(own ? { districts: [own], leadDistrict: own } : {}),
    ...(council ? { councilId: council } : {}),
    ...(role === 'UNIT' ? { leadUnitId: scope } : {}),
    ...draft.kept?.values,
  };
  return (
    <Page
      title={role === 'DIST' ? t('申报并立项', 'Register a project') : t('申报项目', 'Propose a project')}
      lead={t(
        '填写后核对，再提交。填写的内容自动保存在本浏览器标签页，提交前关闭标签页会丢失。',
        'Fill in, check, send. What you type is kept in this tab until it is closed.',
      )}
    >
      <div hidden={reviewed !== undefined}>
        {draft.note}
        <CommandForm<ProposalForm>
          form={form}
          command={propose}
          fieldNames={FIELD_NAMES}
          initialValues={initialValues}
          submitText={t('下一步：核对', 'Next: check')}
          onValuesChange={() => draft.keep({ values: form.getFieldsValue(true) })}
          cancel={() => navigate('/projects')}
          submit={async () => {
            propose.reset();
            setReviewed(proposalOf(form.getFieldsValue(true)));
          }}
        >
          <PurposeFields />
          <PartnersFields councils={councils} />
          <PlanFields />
          <BudgetFields />
          <OutcomeFields />
        </CommandForm>
      </div>
      {reviewed && (
        <Review
          proposal={reviewed}
          problem={propose.problem}
          isSending={isSending}
          back={() => setReviewed(undefined)}
          send={() => void attempt(() => send(reviewed))}
        />
      )}
    </Page>
  );
}

type ReviewProps = Readonly<{
  proposal: Proposal;
  problem: ApiProblem | null;
  isSending: boolean;
  back: () => void;
  send: () => void;
}>;

/** The last look before sending, and what comes next. */
function Review({ proposal, problem, isSending, back, send }: ReviewProps) {
  const t = useText();
  const { mandate } = useMe();
  const { districtName } = useLabels();
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  const isOurs = registersItself(proposal, mandate);
  const others = proposal.districts.filter((code) => code !== proposal.leadDistrict).map(districtName);
  const authority =
    proposal.registeringAuthority === 'CITY'
      ? t('市委组织部', 'The city')
      : t(`${districtName(proposal.leadDistrict)}委组织部`, districtName(proposal.leadDistrict));
  let next: ReactNode;
  if (!isOurs) {
    next = t(`提交后由${authority}决定是否立项。`, `${authority} then decides on registration.`);
  } else if (others.length > 0) {
    next = t(
      `提交后即立项编号，并请${others.join('、')}委组织部表示同意；全部同意后才能启动实施。`,
      `It is registered at once; ${others.join(', ')} will be asked to consent before it may start.`,
    );
  } else {
    next = t('提交后即立项编号，可开放认领或关联协议。', 'It is registered at once; claiming may open.');
  }
  return (
    <div ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
      <Section title={t('请核对', 'Please check')}>
        <p style={{ margin: 0 }}>{next}</p>
      </Section>
      <ProposalReview proposal={proposal} />
      <ProblemAlert problem={problem} />
      <Space wrap>
        <Button type="primary" loading={isSending} onClick={send}>
          {isOurs ? t('申报并立项', 'Propose and register') : t('申报', 'Propose')}
        </Button>
        <Button onClick={back} disabled={isSending}>
          {t('返回修改', 'Back to the form')}
        </Button>
      </Space>
    </div>
  );
}

type HalfDoneProps = Readonly<{
  name: string;
  problem: ApiProblem | null;
  isSending: boolean;
  again: () => void;
  open: () => void;
}>;

/** The project is proposed, its registration was not done: that alone is tried again. */
function HalfDone({ name, problem, isSending, again, open }: HalfDoneProps) {
  const t = useText();
  return (
    <Section title={t('已申报，尚未立项', 'Proposed, not registered yet')}>
      <p>
        {t(
          `“${name}”已申报成功，请勿重复申报。立项没有完成，可再次办理，也可在项目页面办理。`,
          `“${name}” is proposed; do not propose it again. Its registration was not done: try again here or on its page.`,
        )}
      </p>
      <ProblemAlert problem={problem} />
      <Space wrap>
        <Button type="primary" loading={isSending} onClick={again}>
          {t('立项', 'Register')}
        </Button>
        <Button onClick={open} disabled={isSending}>
          {t('打开项目', 'Open the project')}
        </Button>
      </Space>
    </Section>
  );
}
