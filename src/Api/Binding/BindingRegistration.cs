using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Json;
using MobileBackend.Application.Common.Behaviours;

namespace MobileBackend.Api.Binding;

public static class BindingRegistration
{
    /// <summary>Registers the controllers, how they read and write, and the problem documents.</summary>
    public static void AddApiControllers(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IProblemWriter, ProblemWriter>();
        builder.Services.AddSingleton<AllowedMethods>();
        builder.Services.AddSingleton<ErrorCatalogue>();
        builder.Services.AddControllers(Configure)
            .AddJsonOptions(options => ApiJson.Configure(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options =>
            {
                // Bare statuses get their body from the one place that writes problem documents.
                options.SuppressMapClientErrors = true;
                options.InvalidModelStateResponseFactory = Refuse;
            });
    }

    private static void Configure(MvcOptions options)
    {
        options.InputFormatters.Clear();
        options.InputFormatters.Add(new JsonBodyFormatter());
        options.OutputFormatters.RemoveType<StringOutputFormatter>();

        // Values come from paths and queries. The framework would also read forms, and fail on brackets in their names.
        options.ValueProviderFactories.Clear();
        options.ValueProviderFactories.Add(new RouteValueProviderFactory());
        options.ValueProviderFactories.Add(new QueryStringValueProviderFactory());
        options.ModelBinderProviders.Insert(0, new WireValueBinderProvider());

        // Validators of the use cases judge. Attributes and nullability annotations do not judge a second time: [Required], [Length] and
        // [Range] on bodies and query parameters are there for the published document.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.ModelValidatorProviders.Clear();
        Speak(options.ModelBindingMessageProvider);
    }

    private static void Speak(DefaultModelBindingMessageProvider messages)
    {
        static string Invalid() => ApiErrors.InvalidValue.Text.ToString();
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Invalid());
        messages.SetMissingBindRequiredValueAccessor(_ => Invalid());
        messages.SetMissingKeyOrValueAccessor(Invalid);
        messages.SetMissingRequestBodyRequiredValueAccessor(Invalid);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Invalid());
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(Invalid);
        messages.SetNonPropertyValueMustBeANumberAccessor(Invalid);
        messages.SetUnknownValueIsInvalidAccessor(_ => Invalid());
        messages.SetValueIsInvalidAccessor(_ => Invalid());
        messages.SetValueMustBeANumberAccessor(_ => Invalid());
        messages.SetValueMustNotBeNullAccessor(_ => Invalid());
    }

    private static ProblemResult Refuse(ActionContext context)
    {
        if (context.HttpContext.Features.Get<RefusedBody>() is { } body)
        {
            return new ProblemResult(body.Error);
        }

        var faults = context.ModelState
            .Where(entry => entry.Value is { Errors.Count: > 0 })
            .ToDictionary(
                entry => entry.Key.Length == 0 ? JsonScan.Root : JsonNamingPolicy.CamelCase.ConvertName(entry.Key),
                entry => entry.Value!.Errors.Select(Message).Distinct().ToArray());
        return new ProblemResult(ValidationErrors.Many(faults));
    }

    private static string Message(ModelError error) => error.Exception is null ? error.ErrorMessage : ApiErrors.InvalidValue.Text.ToString();
}
