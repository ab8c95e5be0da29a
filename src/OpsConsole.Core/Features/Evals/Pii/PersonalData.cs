namespace OpsConsole.Core.Features.Evals.Pii;

/// <summary>Kinds of personal data that have a form of their own. Names and addresses have none, and are not looked for.</summary>
public enum PersonalDataKind
{
    Email,
    Phone,
    Iban,
    Card,
    Ssn,
    Ip,
}

/// <summary>Where something stands that looks like personal data; never the value itself.</summary>
internal readonly record struct PersonalData(PersonalDataKind Kind, int Start, int Length);
