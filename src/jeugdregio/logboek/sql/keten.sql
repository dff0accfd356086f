-- SPDX-License-Identifier: EUPL-1.2
-- What a row of the read log says, in one way that no setting changes. STABLE, as what it calls, so it is inlined.
CREATE FUNCTION logboek_regel(
    id bigint, organisatie text, lezing uuid, moment timestamptz, account text, rol text, doel text, wat text,
    kenmerk text, persoon text, resultaat text, verzoek uuid, bron text
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(
        id, organisatie, lezing, (extract(epoch FROM moment) * 1000000)::bigint, account, rol, doel, wat, kenmerk,
        persoon, resultaat, verzoek, bron
    )::text
$$;

CREATE FUNCTION logboek_keten(vorige bytea, organisatie text, nr bigint, lezing uuid, rijen integer, afdruk bytea)
RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(vorige || convert_to(jsonb_build_array(organisatie, nr, lezing, rijen)::text, 'UTF8') || afdruk)
$$;

-- One statement is one reading of one identity, and becomes one link. The rows are hashed before the chain is locked;
-- the lock lasts until the end of the transaction, which is near: the log is written last.
CREATE FUNCTION logboek_schakel() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    hier text := coalesce(current_setting('jr.namens', true), '');
    wie text := coalesce(current_setting('jr.account', true), '');
    als text := coalesce(current_setting('jr.rol', true), '');
    deze uuid;
    aantal integer;
    inhoud bytea;
    laatste record;
BEGIN
    SELECT min(lezing::text)::uuid, count(*),
        sha256(convert_to(string_agg(logboek_regel(id, organisatie, lezing, moment, account, rol, doel, wat, kenmerk,
            persoon, resultaat, verzoek, bron), E'\n' ORDER BY id), 'UTF8'))
    INTO deze, aantal, inhoud FROM erbij;
    IF aantal = 0 THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT FROM erbij WHERE organisatie <> hier OR rol <> als OR lezing <> deze
            OR (bron <> 'api' AND account <> wie) OR (bron = 'api' AND wie <> '')
    ) THEN
        RAISE EXCEPTION 'niemand schrijft in het logboek op naam van een ander' USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('logboek ' || hier, 0));
    SELECT s.nr, s.keten INTO laatste FROM logboek_schakel s WHERE s.organisatie = hier ORDER BY s.nr DESC LIMIT 1;
    INSERT INTO logboek_schakel (organisatie, nr, lezing, rijen, afdruk, keten)
    VALUES (
        hier, coalesce(laatste.nr, 0) + 1, deze, aantal, inhoud,
        logboek_keten(coalesce(laatste.keten, ''), hier, coalesce(laatste.nr, 0) + 1, deze, aantal, inhoud)
    );
    RETURN NULL;
END $$;
CREATE TRIGGER schakel AFTER INSERT ON logboek_inzage REFERENCING NEW TABLE AS erbij
    FOR EACH STATEMENT EXECUTE FUNCTION logboek_schakel();

CREATE FUNCTION logboek_alleen_erbij() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'het logboek verandert niet' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON logboek_inzage
    FOR EACH STATEMENT EXECUTE FUNCTION logboek_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON logboek_schakel
    FOR EACH STATEMENT EXECUTE FUNCTION logboek_alleen_erbij();
CREATE TRIGGER alleen_erbij BEFORE UPDATE OR DELETE OR TRUNCATE ON logboek_anker
    FOR EACH STATEMENT EXECUTE FUNCTION logboek_alleen_erbij();

-- A link is made by a reading, a line of the history by a change, and by nothing else.
CREATE FUNCTION logboek_alleen_vanzelf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'dit ontstaat vanzelf, en anders niet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER alleen_vanzelf BEFORE INSERT ON logboek_schakel
    FOR EACH STATEMENT EXECUTE FUNCTION logboek_alleen_vanzelf();

REVOKE UPDATE, DELETE ON logboek_inzage, logboek_schakel, logboek_anker FROM jeugdregio_app, jeugdregio_verwerking;
