"""Pengaturan tunggal; semua yang berbeda antar tempat dibaca dari lingkungan."""

from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

from asn_kinerja import lingkungan

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = lingkungan.ya_tidak("DEBUG", bawaan=False)
MODE_CONTOH = lingkungan.ya_tidak("MODE_CONTOH", bawaan=False)
HTTPS = lingkungan.ya_tidak("HTTPS", bawaan=not (DEBUG or MODE_CONTOH))

SECRET_KEY = lingkungan.teks(
    "SECRET_KEY", bantuan="Isi dengan teks acak panjang yang hanya diketahui peladen."
)
# Kunci sebelumnya: tandanya masih dikenali, tetapi tidak ada lagi yang ditandai dengannya (docs/operasi/kunci.md).
SECRET_KEY_FALLBACKS = lingkungan.daftar("SECRET_KEY_LAMA")
KUNCI_SIDIK = lingkungan.teks("KUNCI_SIDIK", SECRET_KEY)
# KUNCI_SIDIK yang tidak diisi berganti bersama SECRET_KEY.
KUNCI_SIDIK_LAMA = lingkungan.daftar(
    "KUNCI_SIDIK_LAMA", ",".join(SECRET_KEY_FALLBACKS) if KUNCI_SIDIK == SECRET_KEY else ""
)
ALLOWED_HOSTS = lingkungan.daftar("ALLOWED_HOSTS", "127.0.0.1,localhost" if (DEBUG or MODE_CONTOH) else "")
BASE_URL = lingkungan.teks("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "inti",
    "kepegawaian",
    "indikator",
    "umpan_balik",
    "penilaian",
    "pelatihan",
    "asn_kinerja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Di atas WhiteNoise, supaya berkas statis pun berkepala sama.
    "csp.middleware.CSPMiddleware",
    "inti.middleware.PermintaanMiddleware",
    # Sebelum siapa pun membaca isi kiriman.
    "inti.besar.BesarKirimanMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Di luar sesi: kiriman kembar menunggu sesi kiriman pertama tersimpan.
    "inti.sekali.KunciKirimanMiddleware",
    "inti.middleware.SesiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kepegawaian.middleware.PegawaiMiddleware",
    "asn_kinerja.laju.LajuMiddleware",
    "inti.sekali.IngatKirimanMiddleware",
    "inti.middleware.TanpaNulMiddleware",
    "inti.dahulu.SimpanDahuluMiddleware",
]

ROOT_URLCONF = "asn_kinerja.urls"
WSGI_APPLICATION = "asn_kinerja.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inti.context.umum",
                "asn_kinerja.context.bingkai",
            ],
            "builtins": ["inti.templatetags.inti_format", "inti.templatetags.inti_komponen"],
        },
    }
]

DATABASES = {
    "default": lingkungan.basis_data(
        lingkungan.teks("DATABASE_URL", bantuan="Contoh: postgres://pengguna:sandi@host:5432/asn_kinerja")
    )
    | {"CONN_MAX_AGE": lingkungan.bulat("CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["kepegawaian.backend.NipBackend"]
AUTH_USER_MODEL = "kepegawaian.Pegawai"
# Kepegawaian bertanya ke atas tanpa mengimpor ke atas: halaman periksa menyebut akibat sebuah mutasi.
PEKERJAAN_PEGAWAI = ["indikator.queries.kepegawaian.pekerjaan"]
PERIODE_DITUTUP = ["indikator.queries.kepegawaian.periode_ditutup"]
JAM_TENANG = "kepegawaian.queries.tenang.akhir_tenang"
IMPOR_LAIN = [
    "indikator.services.katalog.impor.AdaptorKatalog",
    "umpan_balik.services.kertas.AdaptorKertas",
    "pelatihan.services.standar_impor.AdaptorStandar",
    "pelatihan.services.asesmen_impor.AdaptorAsesmen",
    "pelatihan.services.potensi_impor.AdaptorPotensi",
    "pelatihan.services.katalog_impor.AdaptorPelatihan",
]
LOGIN_URL = reverse_lazy("kepegawaian:masuk")
LOGIN_REDIRECT_URL = reverse_lazy("beranda")
LOGOUT_REDIRECT_URL = reverse_lazy("kepegawaian:masuk")
PASSWORD_HASHERS = ["kepegawaian.sandi.Argon2Hemat", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "kepegawaian.sandi.KataSetempat"},
]

PASSWORD_RESET_TIMEOUT = 3600  # tautan sandi lewat surel, dalam detik

# Faktor kedua (django-allauth). Masuknya sendiri tetap lewat halaman dan penghitung percobaan kita.
FAKTOR_KEDUA_WAJIB = lingkungan.ya_tidak("FAKTOR_KEDUA_WAJIB", bawaan=not MODE_CONTOH)
FAKTOR_KEDUA_PENILAI = lingkungan.ya_tidak("FAKTOR_KEDUA_PENILAI", bawaan=FAKTOR_KEDUA_WAJIB)
ACCOUNT_ADAPTER = "kepegawaian.adaptor.AkunAdaptor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nip"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Penghitung allauth memakai tembolok per proses; yang berlaku penghitung di PostgreSQL (services/percobaan.py).
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "kepegawaian.adaptor.FaktorAdaptor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "kepegawaian.forms.faktor.KodeFaktorForm",
    "reauthenticate": "kepegawaian.forms.faktor.KonfirmasiKodeForm",
    "activate_totp": "kepegawaian.forms.faktor.PasangAplikasiForm",
    "add_webauthn": "kepegawaian.forms.faktor.TambahKunciForm",
    "edit_webauthn": "kepegawaian.forms.faktor.NamaKunciForm",
}
MFA_TOTP_ISSUER = "ASN Kinerja"
MFA_TOTP_TOLERANCE = 1  # jam ponsel boleh selisih 30 detik
MFA_PASSKEY_LOGIN_ENABLED = True
# Peramban mengizinkan kunci sandi tanpa HTTPS hanya di localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Masuk lewat penyedia identitas (OIDC); kosong berarti mati. Tidak pernah membuat akun.
OIDC_NAMA = lingkungan.teks("OIDC_NAMA", "akun pemerintah daerah")
OIDC_URL = lingkungan.teks("OIDC_URL", "")
OIDC_KLAIM_NIP = lingkungan.teks("OIDC_KLAIM_NIP", "nip")
if OIDC_URL and HTTPS and not OIDC_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "OIDC_URL harus diawali https://, supaya identitas tidak dapat disadap atau diganti."
    )
SOCIALACCOUNT_ADAPTER = "kepegawaian.adaptor.SsoAdaptor"
SOCIALACCOUNT_LOGIN_ON_GET = True  # dijaga state dan PKCE; formulir POST ditahan form-action di CSP
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": OIDC_NAMA,
                    "client_id": lingkungan.teks("OIDC_CLIENT_ID", bantuan="Diberikan penyedia identitas."),
                    "secret": lingkungan.teks("OIDC_CLIENT_SECRET", bantuan="Diberikan penyedia identitas."),
                    "settings": {"server_url": OIDC_URL},
                }
            ],
        }
    }
    if OIDC_URL
    else {}
)

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
# Pesan bawaan Django yang memakai kata yang kita hindari ditulis ulang di sini.
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "data" / "statis"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(lingkungan.teks("MEDIA_ROOT", str(BASE_DIR / "data" / "berkas")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Di luar data/, yang dibuang `make reset`. Di mode contoh tidak ada yang menanti cadangan.
CADANGAN_ROOT = Path(lingkungan.teks("CADANGAN_ROOT", str(BASE_DIR / "cadangan")))
CADANGAN_SIMPAN = lingkungan.bulat("CADANGAN_SIMPAN", 14)
CADANGAN_WAJIB = lingkungan.ya_tidak("CADANGAN_WAJIB", bawaan=not MODE_CONTOH)
BERKAS_MAKS_BYTE = 10 * 1024 * 1024
# Satu kiriman seluruhnya: 50 MB berkas satu laporan, beserta isiannya.
KIRIMAN_MAKS_BYTE = 55 * 1024 * 1024
# Pemindai antivirus; kosong berarti berkas diterima tanpa diperiksa (docs/operasi/pemindai.md).
CLAMD_URL = lingkungan.clamd("CLAMD_URL")
PEMAKAIAN_BERKAS = [
    "kepegawaian.queries.pemakaian.pemakaian_berkas",
    "indikator.queries.pemakaian.pemakaian_berkas",
    "penilaian.queries.pemakaian.pemakaian_berkas",
    "pelatihan.queries.pemakaian.pemakaian_berkas",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS and lingkungan.ya_tidak("SSL_REDIRECT", bawaan=True)
SECURE_REDIRECT_EXEMPT = [r"^sehat/"]  # pemantau di dalam jaringan bertanya lewat HTTP
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if lingkungan.ya_tidak("DI_BELAKANG_PROXY", bawaan=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-sesi" if HTTPS else "sesi"
CSRF_FAILURE_VIEW = "kepegawaian.views.lanjut.csrf_ditolak"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = 12 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SUREL_LAYAR = "django.core.mail.backends.console.EmailBackend"
# Mode contoh tidak pernah mengirim surel sungguhan, apa pun setelannya: alamat di sana rekaan.
EMAIL_BACKEND = SUREL_LAYAR if MODE_CONTOH else lingkungan.teks("EMAIL_BACKEND", SUREL_LAYAR)
EMAIL_HOST = lingkungan.teks("EMAIL_HOST", "localhost")
EMAIL_PORT = lingkungan.bulat("EMAIL_PORT", 25)
EMAIL_HOST_USER = lingkungan.teks("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = lingkungan.teks("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = lingkungan.ya_tidak("EMAIL_USE_TLS", bawaan=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = lingkungan.teks("EMAIL_DARI", "ASN Kinerja <kinerja@localhost>")

CELERY_BROKER_URL = lingkungan.teks("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_DEFAULT_QUEUE = lingkungan.teks("ANTREAN", "asn_kinerja")
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Setelan pulih: tanpa dua opsi restore, tugas dari pekerja yang mati baru diulang lama sekali.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1200,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
CELERY_VISIBILITY_TIMEOUT = 1200
CELERY_BEAT_SCHEDULE = {
    "sambung-impor": {
        "task": "kepegawaian.tasks.sambung_impor",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "kirim-kotak-keluar": {
        "task": "inti.tasks.kirim_kotak_keluar",
        "schedule": 2.0,
        "options": {"expires": 2},
    },
    "pindai-berkas": {
        "task": "inti.tasks.pindai_berkas",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "segel-jejak": {
        "task": "inti.tasks.segel_jejak",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "detak-paket-dokumen": {
        "task": "indikator.tasks.detak_paket",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "detak-penutupan": {
        "task": "penilaian.tasks.detak_penutupan",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "kirim-ringkasan": {"task": "kepegawaian.tasks.kirim_ringkasan", "schedule": crontab(minute=3)},
    "ingatkan-tenggat": {"task": "penilaian.tasks.ingatkan_tenggat", "schedule": crontab(minute=11)},
    "ingatkan-pembinaan": {"task": "pelatihan.tasks.ingatkan_pembinaan", "schedule": crontab(minute=17)},
    "ingatkan-keberatan": {"task": "penilaian.tasks.ingatkan_keberatan", "schedule": crontab(minute=7)},
    "pangkas-sesi": {
        "task": "kepegawaian.tasks.pangkas_sesi",
        "schedule": crontab(hour=2, minute=10),
    },
    "sapu-berkas-yatim": {
        "task": "inti.tasks.sapu_berkas_yatim",
        "schedule": crontab(hour=1, minute=20),
    },
    "buang-catatan-lama": {
        "task": "penilaian.tasks.buang_catatan_lama",
        "schedule": crontab(hour=1, minute=40),
    },
    "kosongkan-kotak-keluar": {
        "task": "inti.tasks.kosongkan_kotak",
        "schedule": crontab(hour=1, minute=50),
    },
    "buang-draf-usang": {
        "task": "inti.tasks.buang_draf_usang",
        "schedule": crontab(hour=1, minute=10),
    },
    "ingatkan-permintaan-umpan-balik": {
        "task": "umpan_balik.tasks.ingatkan_permintaan",
        "schedule": crontab(hour=0, minute=30),
    },
    # Tiap jam, sebab hari berganti pada jam yang berbeda di tiga zona waktu.
    "tutup-pintu-pegawai": {"task": "kepegawaian.tasks.tutup_pintu", "schedule": crontab(minute=2)},
    "terapkan-letak-unit": {"task": "kepegawaian.tasks.terapkan_letak", "schedule": crontab(minute=5)},
    "tutup-musyawarah": {"task": "umpan_balik.tasks.tutup_musyawarah", "schedule": crontab(minute=8)},
    # Pukul 07.30 WIB di hari kerja tiap pemda.
    "ingatkan-aspirasi": {
        "task": "umpan_balik.tasks.ingatkan_aspirasi",
        "schedule": crontab(hour=7, minute=30),
    },
    "musnahkan-lewat-masa": {
        "task": "umpan_balik.tasks.musnahkan_lewat_masa",
        "schedule": crontab(hour=1, minute=30),
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "baris": {
            "format": "{asctime} {levelname} {name} {message}",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "style": "{",
        }
    },
    "handlers": {"layar": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["layar"], "level": lingkungan.teks("LOG_LEVEL", "INFO")},
    # Penolakan (4xx) dicatat sekali, beserta siapa dan dari mana, oleh inti/tolakan.py.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.csrf": {"level": "ERROR"}},
}
