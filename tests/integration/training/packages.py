"""OneRoster packages of an invented school: made by hand from the tables of the CSV binding."""

import io
import zipfile

MANIFEST = (
    "propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\nfile.orgs,bulk\nfile.users,{users}\nfile.roles,{roles}\n"
    "file.demographics,bulk\nsource.systemName,Invented SIS\n"
)
ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nd1,,,Alder District,district,,\ns1,,,{school},school,,d1\n"
USERS = "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,primaryOrgSourcedId\n"
ROLES = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
PUPIL = "Quillibrand"  # stands nowhere but in rows of pupils


def package(
    users: str, roles: str, *, mode: str = "bulk", version: str = "1.2", school: str = "Alder Falls Middle School", more: dict[str, str] | None = None
) -> bytes:
    files = {
        "manifest.csv": MANIFEST.format(version=version, users=mode, roles=mode),
        "orgs.csv": ORGS.format(school=school),
        "users.csv": USERS + users,
        "roles.csv": ROLES + roles,
        "demographics.csv": f"sourcedId,status,dateLastModified,birthDate\np1,,,2012-01-01,{PUPIL}\n",
    } | (more or {})
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def user(number: str, given: str, family: str, *, status: str = "", changed: str = "") -> str:
    return f"{number},{status},{changed},true,{number}@school.example,{given},{family},s1\n"


def role(number: str, word: str, *, kind: str = "primary", begin: str = "", end: str = "", status: str = "", org: str = "s1") -> str:
    return f"r-{number}-{word},{status},,{number},{kind},{word},{begin},{end},{org},\n"
