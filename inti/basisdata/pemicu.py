"""Operasi migrasi untuk pemicu: tabel hanya-tambah dan tabel yang beku sesudah periodenya ditutup."""

from django.db.migrations import RunSQL


def hanya_tambah(tabel: str) -> RunSQL:
    """Tolak UPDATE, DELETE, dan TRUNCATE pada satu tabel."""
    return RunSQL(
        f"""
        CREATE TRIGGER {tabel}_hanya_tambah BEFORE UPDATE OR DELETE ON {tabel}
            FOR EACH ROW EXECUTE FUNCTION asn_tolak_ubah();
        CREATE TRIGGER {tabel}_tolak_kosongkan BEFORE TRUNCATE ON {tabel}
            FOR EACH STATEMENT EXECUTE FUNCTION asn_tolak_ubah();
        """,
        f"""
        DROP TRIGGER {tabel}_hanya_tambah ON {tabel};
        DROP TRIGGER {tabel}_tolak_kosongkan ON {tabel};
        """,
    )


def beku_bila_ditutup(tabel: str, fungsi: str = "asn_beku_periode") -> RunSQL:
    """Tolak INSERT, UPDATE, dan DELETE baris yang periodenya sudah ditutup, juga lewat psql."""
    return RunSQL(
        f"""
        CREATE TRIGGER {tabel}_beku BEFORE INSERT OR UPDATE OR DELETE ON {tabel}
            FOR EACH ROW EXECUTE FUNCTION {fungsi}();
        CREATE TRIGGER {tabel}_tolak_kosongkan BEFORE TRUNCATE ON {tabel}
            FOR EACH STATEMENT EXECUTE FUNCTION asn_tolak_ubah();
        """,
        f"""
        DROP TRIGGER {tabel}_beku ON {tabel};
        DROP TRIGGER {tabel}_tolak_kosongkan ON {tabel};
        """,
    )


def satu_pemda(tabel: str, **induk: str) -> RunSQL:
    """Tolak baris yang menghubungkan dua pemda; `induk`: kolom kunci tamu → tabelnya, keduanya ber-instansi_id.

    Kolom `instansi` (tanpa tabel: `instansi=""`) ikut dibandingkan. Penjaga terakhir bila formulir dan layanan dilewati.
    """
    pemda = ["SELECT NEW.instansi_id AS id"] if "instansi" in induk else []
    pemda += [
        f"SELECT instansi_id FROM {milik} WHERE id = NEW.{kolom}_id"
        for kolom, milik in induk.items()
        if milik
    ]
    kolom = ", ".join(f"{nama}_id" for nama in induk)
    return RunSQL(
        f"""
        CREATE FUNCTION asn_satu_pemda_{tabel}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (SELECT count(DISTINCT semua.id) FROM ({" UNION ALL ".join(pemda)}) AS semua(id)) > 1 THEN
                RAISE EXCEPTION 'Baris {tabel} menghubungkan dua pemda: % ditolak.', TG_OP
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{tabel}_satu_pemda';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER {tabel}_satu_pemda BEFORE INSERT OR UPDATE OF {kolom} ON {tabel}
            FOR EACH ROW EXECUTE FUNCTION asn_satu_pemda_{tabel}();
        """,
        f"DROP TRIGGER {tabel}_satu_pemda ON {tabel}; DROP FUNCTION asn_satu_pemda_{tabel}();",
    )
