import { Checkbox, Grid, Select } from 'antd';
import { useMemo } from 'react';
import type { Schemas } from '../api/client';
import { instantText } from '../language/format';
import { useText } from '../language/language';
import { ContentHash } from '../parts/content-hash';
import { useFilters } from '../parts/filters';
import { Section } from '../parts/page';
import { useMe } from '../session/session';
import { ChangesList } from './changes-list';
import type { AgreementRecord } from './record';
import { compareTexts } from './text-comparison';
import { ComparedText, PlainText } from './text-view';
import { useTextOf } from './wording';

type Agreement = Schemas['Agreement'];
type Props = Readonly<{ agreement: Agreement; record: AgreementRecord | undefined; isTextFinal: boolean }>;

const NONE = 'none';

/** The text, and beside it an earlier one with what changed since. What to compare with stands in the address. */
export function TextSection({ agreement, record, isTextFinal }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const { values, set } = useFilters(['compare', 'changes']);
  const { lg } = Grid.useBreakpoint();
  const { terms, earlierTexts, contentHash } = agreement;
  const all = useMemo(() => [terms, ...earlierTexts.map((earlier) => earlier.terms)], [terms, earlierTexts]);
  const write = useTextOf(all);
  const text = write(terms);

  // While it is being signed the changes are what matters; later the text itself.
  const [latest] = earlierTexts;
  const standard = isTextFinal || !latest ? NONE : String(latest.version);
  const asked = values.compare ?? standard;
  const earlier = earlierTexts.find(({ version }) => String(version) === asked);
  const onlyChanges = values.changes === 'only';

  const edition = (index: number) => t(`第${earlierTexts.length - index}稿`, `Version ${earlierTexts.length - index}`);
  const nameOf = ({ version, recordedAt }: Agreement['earlierTexts'][number], index: number) => {
    const until = earlierTexts[index - 1]?.version ?? agreement.version;
    const wasSigned = record?.everSigned.some(
      (signing) => signing.unitId === mandate.scope && signing.version > version && signing.version <= until,
    );
    const signedNote = wasSigned ? t('，本单位曾签署', ', signed by your unit') : '';
    const written = `${instantText(recordedAt)}${signedNote}`;
    return `${edition(index)}${t(`（${written}）`, ` (${written})`)}`;
  };
  const newName = t(`现行文本（第${earlierTexts.length + 1}稿）`, `The text now (version ${earlierTexts.length + 1})`);

  return (
    <Section
      title={t('协议文本', 'Text')}
      extra={
        latest && (
          <div className="text-controls">
            <Select
              aria-label={t('与哪一稿对照', 'Compare with')}
              value={earlier ? asked : NONE}
              onChange={(value) => set('compare', value === standard ? undefined : value)}
              popupMatchSelectWidth={false}
              options={[
                ...earlierTexts.map((option, index) => ({
                  value: String(option.version),
                  label: `${t('对照', 'Against ')}${nameOf(option, index)}`,
                })),
                { value: NONE, label: t('不对照，只看现行文本', 'Only the text now') },
              ]}
            />
            {earlier && (
              <Checkbox
                checked={onlyChanges}
                onChange={({ target }) => set('changes', target.checked ? 'only' : undefined)}
              >
                {t('只看变化', 'Only changes')}
              </Checkbox>
            )}
          </div>
        )
      }
    >
      <p className="quiet">
        {contentHash ? (
          <>
            {t('文本指纹：', 'Content hash: ')}
            <ContentHash value={contentHash} />
          </>
        ) : (
          t('尚未定稿，定稿后生成文本指纹。', 'A draft; it gets its content hash when it is made final.')
        )}
        {!latest && ` ${t('文本自起草以来没有改动过，无以前的文本可对照。', 'The text has never been changed.')}`}
      </p>
      {earlier ? (
        <Compared
          before={write(earlier.terms)}
          after={text}
          isBeside={lg === true}
          onlyChanges={onlyChanges}
          oldName={nameOf(earlier, earlierTexts.indexOf(earlier))}
          newName={newName}
          isLatest={earlier === latest}
        />
      ) : (
        <PlainText text={text} />
      )}
    </Section>
  );
}

type ComparedProps = Readonly<{
  before: ReturnType<ReturnType<typeof useTextOf>>;
  after: ReturnType<ReturnType<typeof useTextOf>>;
  isBeside: boolean;
  onlyChanges: boolean;
  oldName: string;
  newName: string;
  isLatest: boolean;
}>;

function Compared({ before, after, oldName, isLatest, ...shown }: ComparedProps) {
  const t = useText();
  const comparison = compareTexts(before, after);
  return (
    <>
      <p>
        <strong>
          {isLatest
            ? t('与上一稿相比：', 'Compared with the version before:')
            : t(`与${oldName}相比：`, `Compared with ${oldName}:`)}
        </strong>
      </p>
      <ChangesList comparison={comparison} withLinks />
      <ComparedText comparison={comparison} oldName={oldName} {...shown} />
    </>
  );
}
