-- setup_edition_add(slug text, number int, year int, title_de text, title_en text, motto_de text, motto_en text, organiser text, email text, accent text, opens_at int?, deadline_at int?, ceremony_at int?, embargo_at int?, blind int, now int) insert
INSERT INTO edition (slug, number, year, title_de, title_en, motto_de, motto_en,
                     organiser, email, accent, opens_at, deadline_at,
                     ceremony_at, embargo_at, blind, created_at)
VALUES (:slug, :number, :year, :title_de, :title_en, :motto_de, :motto_en,
        :organiser, :email, :accent, :opens_at, :deadline_at, :ceremony_at,
        :embargo_at, :blind, :now);

-- setup_entry_count(edition_id int) one
SELECT count(*) AS "count:int" FROM entry WHERE edition_id = :edition_id;

-- setup_drop_anchors(edition_id int) exec
DELETE FROM anchor WHERE criterion_id IN
    (SELECT c.id FROM criterion c JOIN round r ON r.id = c.round_id
      WHERE r.edition_id = :edition_id);

-- setup_drop_criteria(edition_id int) exec
DELETE FROM criterion WHERE round_id IN
    (SELECT id FROM round WHERE edition_id = :edition_id);

-- setup_drop_shares(edition_id int) exec
DELETE FROM round_share WHERE round_id IN
    (SELECT id FROM round WHERE edition_id = :edition_id);

-- setup_drop_visit_rules(edition_id int) exec
DELETE FROM visit_rule WHERE round_id IN
    (SELECT id FROM round WHERE edition_id = :edition_id);

-- setup_drop_rounds(edition_id int) exec
DELETE FROM round WHERE edition_id = :edition_id;

-- setup_drop_choices(edition_id int) exec
DELETE FROM question_choice WHERE question_id IN
    (SELECT id FROM question WHERE edition_id = :edition_id);

-- setup_drop_questions(edition_id int) exec
DELETE FROM question WHERE edition_id = :edition_id;

-- setup_drop_sections(edition_id int) exec
DELETE FROM section WHERE edition_id = :edition_id;

-- setup_drop_consents(edition_id int) exec
DELETE FROM consent_kind WHERE edition_id = :edition_id;

-- setup_drop_partners(edition_id int) exec
DELETE FROM partner WHERE edition_id = :edition_id;

-- setup_drop_greetings(edition_id int) exec
DELETE FROM greeting WHERE edition_id = :edition_id;

-- setup_greeting_add(edition_id int, name text, function_de text, function_en text, body_de text, body_en text) exec
-- After those that are there.
INSERT INTO greeting (edition_id, position, name, function_de, function_en,
                      body_de, body_en)
SELECT :edition_id,
       1 + COALESCE((SELECT max(g.position) FROM greeting g
                      WHERE g.edition_id = :edition_id), 0),
       :name, :function_de, :function_en, :body_de, :body_en;

-- setup_drop_texts(edition_id int) exec
DELETE FROM edition_text WHERE edition_id = :edition_id;

-- setup_drop_categories(edition_id int) exec
DELETE FROM category WHERE edition_id = :edition_id;

-- setup_drop_previews(edition_id int) exec
DELETE FROM preview WHERE edition_id = :edition_id;

-- setup_drop_turns(edition_id int) exec
DELETE FROM job_turn
 WHERE job_id IN (SELECT id FROM job WHERE edition_id = :edition_id);

-- setup_drop_jobs(edition_id int) exec
DELETE FROM job WHERE edition_id = :edition_id;

-- setup_drop_edition(id int) exec
DELETE FROM edition WHERE id = :id;

-- setup_category_add(edition_id int, code text, position int, name_de text, name_en text, description_de text, description_en text) insert
INSERT INTO category (edition_id, code, position, name_de, name_en,
                      description_de, description_en)
VALUES (:edition_id, :code, :position, :name_de, :name_en, :description_de,
        :description_en);

-- setup_category_by_code(edition_id int, code text) one
SELECT id FROM category WHERE edition_id = :edition_id AND code = :code;

-- setup_text_add(edition_id int, kind text, title_de text, title_en text, body_de text, body_en text, author text, author_function_de text, author_function_en text) exec
INSERT INTO edition_text (edition_id, kind, title_de, title_en, body_de,
                          body_en, author, author_function_de,
                          author_function_en)
VALUES (:edition_id, :kind, :title_de, :title_en, :body_de, :body_en, :author,
        :author_function_de, :author_function_en);

-- setup_partner_add(edition_id int, position int, tier text, name text, url text) insert
INSERT INTO partner (edition_id, position, tier, name, url)
VALUES (:edition_id, :position, :tier, :name, :url);

-- setup_section_add(edition_id int, code text, position int, title_de text, title_en text, help_de text, help_en text) insert
INSERT INTO section (edition_id, code, position, title_de, title_en, help_de,
                     help_en)
VALUES (:edition_id, :code, :position, :title_de, :title_en, :help_de,
        :help_en);

-- setup_question_add(edition_id int, section_id int, code text, position int, kind text, language text, label_de text, label_en text, help_de text, help_en text, required int, audience text, slot text) insert
INSERT INTO question (edition_id, section_id, code, position, kind, language,
                      label_de, label_en, help_de, help_en, required, audience,
                      slot)
VALUES (:edition_id, :section_id, :code, :position, :kind, :language,
        :label_de, :label_en, :help_de, :help_en, :required, :audience,
        :slot);

-- setup_question_limits(id int, characters_min int?, characters_max int?, number_min int?, number_max int?, date_min text?, date_max text?, count_min int?, count_max int?) exec
UPDATE question
   SET characters_min = :characters_min, characters_max = :characters_max,
       number_min = :number_min, number_max = :number_max,
       date_min = :date_min, date_max = :date_max,
       count_min = :count_min, count_max = :count_max
 WHERE id = :id;

-- setup_question_columns(id int, label_de text, label_en text, number_de text, number_en text) exec
UPDATE question
   SET column_label_de = :label_de, column_label_en = :label_en,
       column_number_de = :number_de, column_number_en = :number_en
 WHERE id = :id;

-- setup_question_shown_if(id int, shown_if_id int?) exec
UPDATE question SET shown_if_id = :shown_if_id WHERE id = :id;

-- setup_condition_add(question_id int, value text) exec
INSERT INTO question_condition (question_id, value)
VALUES (:question_id, :value) ON CONFLICT (question_id, value) DO NOTHING;

-- setup_question_category_add(question_id int, category_id int) exec
INSERT INTO question_category (question_id, category_id)
VALUES (:question_id, :category_id)
    ON CONFLICT (question_id, category_id) DO NOTHING;

-- setup_question_by_code(edition_id int, code text) one
SELECT id, kind FROM question WHERE edition_id = :edition_id AND code = :code;

-- setup_shown_if(id int) one
SELECT p.id, p.code
  FROM question q JOIN question p ON p.id = q.shown_if_id WHERE q.id = :id;

-- setup_conditions(question_id int) many
SELECT value FROM question_condition
 WHERE question_id = :question_id ORDER BY value;

-- setup_question_categories(question_id int) many
SELECT c.code
  FROM question_category k JOIN category c ON c.id = k.category_id
 WHERE k.question_id = :question_id ORDER BY c.position, c.id;

-- setup_drop_conditions(edition_id int) exec
DELETE FROM question_condition WHERE question_id IN
    (SELECT id FROM question WHERE edition_id = :edition_id);

-- setup_drop_question_categories(edition_id int) exec
DELETE FROM question_category WHERE question_id IN
    (SELECT id FROM question WHERE edition_id = :edition_id);

-- setup_untie_questions(edition_id int) exec
UPDATE question SET shown_if_id = NULL WHERE edition_id = :edition_id;

-- setup_choice_add(question_id int, code text, position int, label_de text, label_en text) exec
INSERT INTO question_choice (question_id, code, position, label_de, label_en)
VALUES (:question_id, :code, :position, :label_de, :label_en);

-- setup_consent_add(edition_id int, code text, version int, position int, text_de text, text_en text, required int) insert
INSERT INTO consent_kind (edition_id, code, version, position, text_de,
                          text_en, required)
VALUES (:edition_id, :code, :version, :position, :text_de, :text_en,
        :required);

-- setup_round_add(edition_id int, category_id int?, slug text, stage int, entries text, name_de text, name_en text, method text, quorum int, decimals int, lambda int, ladder text, declared text, scale_decimals int, disclosure text, closes_at int?) insert
INSERT INTO round (edition_id, category_id, slug, stage, entries, name_de,
                   name_en, method, quorum, decimals, lambda, ladder, declared,
                   scale_decimals, disclosure, closes_at)
VALUES (:edition_id, :category_id, :slug, :stage, :entries, :name_de, :name_en,
        :method, :quorum, :decimals, :lambda, :ladder, :declared,
        :scale_decimals, :disclosure, :closes_at);

-- setup_share_add(round_id int, part_id int, share int, position int) exec
INSERT INTO round_share (round_id, part_id, share, position)
VALUES (:round_id, :part_id, :share, :position);

-- setup_criterion_add(round_id int, code text, position int, name_de text, name_en text, question_de text, question_en text, weight int, lo int, hi int, step int) insert
INSERT INTO criterion (round_id, code, position, name_de, name_en, question_de,
                       question_en, weight, lo, hi, step)
VALUES (:round_id, :code, :position, :name_de, :name_en, :question_de,
        :question_en, :weight, :lo, :hi, :step);

-- setup_anchor_add(criterion_id int, value int, text_de text, text_en text) exec
INSERT INTO anchor (criterion_id, value, text_de, text_en)
VALUES (:criterion_id, :value, :text_de, :text_en);

-- setup_sections(edition_id int) many
SELECT id, code, title_de, title_en, help_de, help_en
  FROM section WHERE edition_id = :edition_id ORDER BY position, id;

-- setup_questions(section_id int) many
SELECT id, code, kind, language, label_de, label_en, help_de, help_en, required,
       characters_min, characters_max, number_min, number_max,
       date_min AS "date_min:text", date_max AS "date_max:text", count_min,
       count_max, column_label_de, column_label_en, column_number_de,
       column_number_en, audience, slot, filter, identifying,
       files_max, accepts
  FROM question WHERE section_id = :section_id ORDER BY position, id;

-- setup_question_filter(id int, filter text) exec
UPDATE question SET filter = :filter WHERE id = :id;

-- setup_question_identify(id int, identifying int) exec
UPDATE question SET identifying = :identifying WHERE id = :id;

-- setup_question_files(id int, files_max int, accepts text) exec
UPDATE question SET files_max = :files_max, accepts = :accepts WHERE id = :id;

-- setup_choices(question_id int) many
SELECT code, label_de, label_en
  FROM question_choice WHERE question_id = :question_id ORDER BY position, code;

-- setup_consents(edition_id int) many
SELECT code, version, text_de, text_en, required
  FROM consent_kind WHERE edition_id = :edition_id ORDER BY position, id;

-- setup_rounds(edition_id int) many
SELECT r.id, r.slug, r.stage, c.code AS "category:text", r.name_de, r.name_en,
       r.method, r.quorum, r.decimals, r.lambda, r.ladder, r.declared,
       r.scale_decimals, r.disclosure, r.closes_at, r.entries, r.comment_min,
       r.criterion_comment_min, r.visit
  FROM round r LEFT JOIN category c ON c.id = r.category_id
 WHERE r.edition_id = :edition_id AND r.state <> 'replaced'
 ORDER BY r.stage, r.id;

-- setup_criteria(round_id int) many
SELECT id, code, name_de, name_en, question_de, question_en, weight, lo, hi,
       step
  FROM criterion WHERE round_id = :round_id ORDER BY position, id;

-- setup_anchors(criterion_id int) many
SELECT value, text_de, text_en
  FROM anchor WHERE criterion_id = :criterion_id ORDER BY value;

-- setup_juror_add(edition_id int, user_id int, code text, position int, institution text, function_de text, function_en text, chair int, deputy_chair int, votes int, panel text, load_max int) insert
INSERT INTO jury_member (edition_id, user_id, code, position, institution,
                         function_de, function_en, chair, deputy_chair,
                         votes, panel, load_max)
VALUES (:edition_id, :user_id, :code, :position, :institution, :function_de,
        :function_en, :chair, :deputy_chair, :votes, :panel, :load_max);

-- setup_juror_by_code(edition_id int, code text) one
SELECT id FROM jury_member WHERE edition_id = :edition_id AND code = :code;

-- setup_juror_stand_in(id int, for_id int) exec
UPDATE jury_member SET stands_in_for = :for_id WHERE id = :id;

-- setup_meeting_count(edition_id int) one
SELECT count(*) AS "count:int" FROM meeting WHERE edition_id = :edition_id;

-- setup_duty_add(jury_member_id int, category_id int) exec
INSERT INTO jury_category (jury_member_id, category_id)
VALUES (:jury_member_id, :category_id)
    ON CONFLICT (jury_member_id, category_id) DO NOTHING;

-- setup_drop_duties(edition_id int) exec
DELETE FROM jury_category WHERE jury_member_id IN
    (SELECT id FROM jury_member WHERE edition_id = :edition_id);

-- setup_edition_nominees(id int, nominees_max int) exec
UPDATE edition SET nominees_max = :nominees_max WHERE id = :id;

-- setup_nominees(edition_id int) one
SELECT nominees_max FROM edition WHERE id = :edition_id;

-- setup_jury(edition_id int) many
SELECT m.id, m.code, u.name, u.email, u.language, m.institution,
       m.function_de, m.function_en, m.chair, m.deputy_chair, m.votes,
       f.code AS "stands_in_for:text", m.panel, m.load_max
  FROM jury_member m JOIN user u ON u.id = m.user_id
  LEFT JOIN jury_member f ON f.id = m.stands_in_for
 WHERE m.edition_id = :edition_id ORDER BY m.position, m.id;

-- setup_drop_jury(edition_id int) exec
DELETE FROM jury_member WHERE edition_id = :edition_id;

-- setup_assignment_count(edition_id int) one
SELECT count(*) AS "count:int"
  FROM assignment a JOIN round r ON r.id = a.round_id
 WHERE r.edition_id = :edition_id;

-- setup_consent_newest(edition_id int) many
SELECT k.id, k.code, k.version, k.text_de, k.text_en FROM consent_kind k
 WHERE k.edition_id = :edition_id
   AND k.version = (SELECT max(x.version) FROM consent_kind x
                     WHERE x.edition_id = k.edition_id AND x.code = k.code)
 ORDER BY k.code;

-- setup_consent_version(id int, version int) exec
UPDATE consent_kind SET version = :version WHERE id = :id;
