import type { Schemas } from '../api/client';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Facts } from '../parts/facts';
import { CouncilName, UnitName } from '../parts/names';
import { Section } from '../parts/page';
import { type Column, Rows } from '../parts/rows';
import { partyName } from './agreement-text';
import type { AgreementRecord } from './record';

type Agreement = Schemas['Agreement'];
type Party = Readonly<{ index: number; unitId: string; districtCode: string | undefined; post: string }>;

/** Who has signed and who has not, and where the agreement is filed. */
export function SignaturesSection({
  agreement,
  record,
}: Readonly<{ agreement: Agreement; record: AgreementRecord | undefined }>) {
  const t = useText();
  const { label, districtName } = useLabels();
  const { parties, signatures, declinedBy, terms } = agreement;
  const rows = terms.parties.map(
    ({ unitId, signatoryPost }, index): Party => ({
      index,
      unitId,
      districtCode: parties.find((party) => party.unitId === unitId)?.districtCode,
      post: record?.signatures.find((signature) => signature.unitId === unitId)?.post ?? signatoryPost,
    }),
  );
  const state = (unitId: string) => {
    const signature = signatures.find((other) => other.unitId === unitId);
    if (signature) return t(`已签，${dateText(signature.on)}`, `Signed on ${dateText(signature.on)}`);
    if (declinedBy === unitId) {
      const on = record?.declined ? dateText(record.declined.on) : '';
      return t(`已退回协商${on && `，${on}`}`, `Sent back ${on}`);
    }
    return t('未签', 'Not signed');
  };
  const columns: Column<Party>[] = [
    {
      key: 'party',
      title: t('协议一方', 'Party'),
      render: ({ index, unitId }) => (
        <>
          {partyName(index, t)}
          {t('：', ': ')}
          <UnitName id={unitId} />
        </>
      ),
    },
    { key: 'district', title: t('所在区', 'District'), render: ({ districtCode }) => districtName(districtCode) },
    { key: 'post', title: t('签署人职务', 'Post of the signatory'), render: ({ post }) => post },
    { key: 'state', title: t('签署情况', 'Signature'), render: ({ unitId }) => state(unitId) },
  ];
  const filed = parties
    .map(({ districtCode }) => districtCode)
    .filter((code, index, all) => all.indexOf(code) === index)
    .map((code) =>
      agreement.filedIn.includes(code)
        ? t(`${districtName(code)}已备案`, `${districtName(code)}: filed`)
        : t(`${districtName(code)}未备案`, `${districtName(code)}: not filed`),
    );
  return (
    <Section title={t('签署和备案', 'Signatures and filing')}>
      <Rows
        caption={t('各方签署情况', 'Signatures')}
        rows={rows}
        columns={columns}
        rowKey={({ unitId }) => unitId}
        empty={null}
      />
      <div style={{ marginTop: 16 }}>
        <Facts
          facts={[
            [t('结对种类', 'Kind'), label('agreementKinds', agreement.kind)],
            [t('联席会', 'Council'), <CouncilName key="council" id={agreement.councilId} />],
            [t('全部签署日期', 'Signed by all on'), dateText(agreement.signedOn)],
            [t('生效日期', 'In force from'), dateText(agreement.activeFrom)],
            agreement.terminatedFrom !== null && [t('终止日期', 'Terminated from'), dateText(agreement.terminatedFrom)],
            record?.approvedTerm !== undefined && [
              t('三年以上期限', 'Long term'),
              t(
                `${districtName(record.approvedTerm.districtCode)}委组织部已同意`,
                `Agreed to by ${districtName(record.approvedTerm.districtCode)}`,
              ),
            ],
            [
              t('备案', 'Filing'),
              agreement.signedOn === null ? t('全部签署后备案', 'Once all have signed') : filed.join(t('，', ', ')),
            ],
          ]}
        />
      </div>
    </Section>
  );
}
