-- SPDX-License-Identifier: EUPL-1.2
-- Roles and database for an installation of your own, run once by the manager of PostgreSQL:
--   psql -v database=jeugdregio -f rollen.sql postgres
-- Then give the four roles that log in a password: \password jeugdregio_app
-- The statements about rights are those of src/jeugdregio/inrichting/rollen.py; a test holds them equal.
\set ON_ERROR_STOP on
CREATE ROLE jeugdregio_eigenaar LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION;
CREATE ROLE jeugdregio_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION;
CREATE ROLE jeugdregio_audit LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION;
CREATE ROLE jeugdregio_verwerking NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION;
CREATE ROLE jeugdregio_regio NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION;
CREATE ROLE jeugdregio_vernietiging NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION;
-- For copies only: it reads everything, from the machine that keeps the copies.
CREATE ROLE jeugdregio_kopie LOGIN INHERIT NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB REPLICATION;
GRANT pg_read_all_data TO jeugdregio_kopie;
CREATE DATABASE :"database" OWNER jeugdregio_eigenaar ENCODING 'UTF8' TEMPLATE template0;
\connect :"database"
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO jeugdregio_app;
GRANT TEMPORARY ON DATABASE :"database" TO jeugdregio_verwerking, jeugdregio_vernietiging;
GRANT CONNECT ON DATABASE :"database" TO jeugdregio_audit;
ALTER ROLE jeugdregio_audit IN DATABASE :"database" SET default_transaction_read_only = on;
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER SCHEMA public OWNER TO jeugdregio_eigenaar;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT jeugdregio_verwerking, jeugdregio_regio, jeugdregio_vernietiging TO jeugdregio_app;
GRANT USAGE ON SCHEMA public TO jeugdregio_app, jeugdregio_verwerking, jeugdregio_regio, jeugdregio_vernietiging, jeugdregio_audit;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO jeugdregio_app, jeugdregio_verwerking;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO jeugdregio_app, jeugdregio_verwerking;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO jeugdregio_regio, jeugdregio_audit;
ALTER DEFAULT PRIVILEGES FOR ROLE jeugdregio_eigenaar IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jeugdregio_app, jeugdregio_verwerking;
ALTER DEFAULT PRIVILEGES FOR ROLE jeugdregio_eigenaar IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO jeugdregio_app, jeugdregio_verwerking;
ALTER DEFAULT PRIVILEGES FOR ROLE jeugdregio_eigenaar IN SCHEMA public GRANT SELECT ON TABLES TO jeugdregio_regio, jeugdregio_audit;
GRANT CONNECT ON DATABASE :"database" TO jeugdregio_kopie;
