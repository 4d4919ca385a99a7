using FluentValidation.Resources;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>
/// FluentValidation's own messages, in words for people: they stand beside the field they are about, so they do not name it, least of
/// all by the name it has in code.
/// </summary>
internal sealed class ValidationMessages : LanguageManager
{
    private static readonly (string Key, string French, string English)[] Texts =
    [
        ("NotNullValidator", "Ce champ est nécessaire.", "This field is needed."),
        ("NotEmptyValidator", "Ce champ est nécessaire.", "This field is needed."),
        ("NullValidator", "Ce champ doit rester vide.", "This field must stay empty."),
        ("EmptyValidator", "Ce champ doit rester vide.", "This field must stay empty."),
        ("LengthValidator", "Ce texte doit compter de {MinLength} à {MaxLength} caractères.", "This text must have {MinLength} to {MaxLength} characters."),
        ("MinimumLengthValidator", "Ce texte doit compter au moins {MinLength} caractères.", "This text must have at least {MinLength} characters."),
        ("MaximumLengthValidator", "Ce texte ne peut pas dépasser {MaxLength} caractères.", "This text can have {MaxLength} characters at most."),
        ("ExactLengthValidator", "Ce texte doit compter exactement {MaxLength} caractères.", "This text must have exactly {MaxLength} characters."),
        ("InclusiveBetweenValidator", "Cette valeur doit être comprise entre {From} et {To}.", "This value must be between {From} and {To}."),
        (
            "ExclusiveBetweenValidator",
            "Cette valeur doit être comprise strictement entre {From} et {To}.",
            "This value must be strictly between {From} and {To}."),
        ("GreaterThanOrEqualValidator", "Cette valeur doit être au moins {ComparisonValue}.", "This value must be at least {ComparisonValue}."),
        ("GreaterThanValidator", "Cette valeur doit être supérieure à {ComparisonValue}.", "This value must be greater than {ComparisonValue}."),
        ("LessThanOrEqualValidator", "Cette valeur ne peut pas dépasser {ComparisonValue}.", "This value can be {ComparisonValue} at most."),
        ("LessThanValidator", "Cette valeur doit être inférieure à {ComparisonValue}.", "This value must be less than {ComparisonValue}."),
        ("EqualValidator", "Cette valeur n’est pas celle attendue.", "This value is not the expected one."),
        ("NotEqualValidator", "Cette valeur n’est pas possible ici.", "This value is not possible here."),
        ("EnumValidator", "Cette valeur n’est pas une de celles proposées.", "This value is not one of those offered."),
        ("RegularExpressionValidator", "Cette valeur n’a pas la forme attendue.", "This value does not have the expected form."),
        ("PredicateValidator", "Cette valeur n’est pas valable.", "This value is not valid."),
        ("AsyncPredicateValidator", "Cette valeur n’est pas valable.", "This value is not valid."),
    ];

    public ValidationMessages()
    {
        foreach (var (key, french, english) in Texts)
        {
            AddTranslation("fr", key, french);
            AddTranslation("en", key, english);
        }
    }
}
